import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/** What it was measured on, in one line. */
final class Machine {

    private Machine() {}

    static String describe(Path data) throws IOException {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return String.format(
                Locale.ROOT,
                "%d cores (%s), %.0f GiB, %s %s %s, data on %s, %s %s, load average %.1f at the start",
                system.getAvailableProcessors(),
                processor(),
                system.getTotalMemorySize() / Math.pow(2, 30),
                system.getName(),
                system.getVersion(),
                system.getArch(),
                Files.getFileStore(data).type(),
                System.getProperty("java.vm.name"),
                System.getProperty("java.vm.version"),
                system.getSystemLoadAverage());
    }

    private static String processor() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown model");
        } catch (IOException noProc) {
            return "unknown model";
        }
    }
}
