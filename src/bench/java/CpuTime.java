import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * CPU time spent so far, in microseconds; {@link Double#NaN} where the system has no {@code /proc}.
 *
 * @param service of the service's JVM
 * @param database of all processes of its PostgreSQL
 * @param generator of this program
 * @param machine of everything that runs here
 */
record CpuTime(double service, double database, double generator, double machine) {

    private static final Path PROC = Path.of("/proc");
    /** USER_HZ is 100 on every architecture that has a JDK. */
    private static final double MICROS_PER_TICK = 10_000;

    private static final OperatingSystemMXBean SELF =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    static CpuTime of(ProcessHandle service) {
        double generator = SELF.getProcessCpuTime() / 1e3;
        if (!Files.isReadable(PROC.resolve("self/stat"))) {
            return new CpuTime(Double.NaN, Double.NaN, generator, Double.NaN);
        }
        try (Stream<ProcessHandle> children = service.descendants()) {
            double database = children.mapToLong(CpuTime::withEndedChildren).sum() * MICROS_PER_TICK;
            return new CpuTime(own(service) * MICROS_PER_TICK, database, generator, machineTicks() * MICROS_PER_TICK);
        }
    }

    CpuTime minus(CpuTime before) {
        return new CpuTime(
                service - before.service,
                database - before.database,
                generator - before.generator,
                machine - before.machine);
    }

    /** What programs other than the benchmark's took. */
    double others() {
        return Math.max(0, machine - service - database - generator);
    }

    private static long own(ProcessHandle process) {
        return ticks(process, 14) + ticks(process, 15);
    }

    /** A database session that has ended is found in the times of the server that waited for it. */
    private static long withEndedChildren(ProcessHandle process) {
        return own(process) + ticks(process, 16) + ticks(process, 17);
    }

    /** A number of {@code /proc/<pid>/stat}, counted as in its manual; 0 for a process that has ended. */
    private static long ticks(ProcessHandle process, int field) {
        try {
            String stat =
                    Files.readString(PROC.resolve(Long.toString(process.pid())).resolve("stat"));
            // The second field is a name in parentheses, which may hold blanks.
            String[] fromThird = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return Long.parseLong(fromThird[field - 3]);
        } catch (IOException ended) {
            return 0;
        }
    }

    private static double machineTicks() {
        try (Stream<String> lines = Files.lines(PROC.resolve("stat"))) {
            String[] times = lines.findFirst().orElse("").split(" +");
            // user, nice, system; then idle and iowait are left out; irq, softirq, steal.
            double busy = 0;
            for (int field : new int[] {1, 2, 3, 6, 7, 8}) {
                busy += Long.parseLong(times[field]);
            }
            return busy;
        } catch (IOException | RuntimeException unknown) {
            return Double.NaN;
        }
    }
}
