import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Measures how soon a program answers an authenticated read, and what it keeps in memory, beside a database that runs
 * already. Arguments: the jar that brings the database, a directory that this run owns, then name and command of each
 * program, the words of a command separated by tabs.
 */
final class StartUp {

    private static final int ROUNDS = 5;
    private static final int CONNECTIONS = 16;
    private static final Duration IDLE = Duration.ofSeconds(5);
    private static final Duration LOADED = Duration.ofSeconds(10);

    private record Sample(double millis, double migratingMillis, double idleMebibytes, double loadedMebibytes) {}

    private StartUp() {}

    public static void main(String[] arguments) throws Exception {
        Path work = Path.of(arguments[1]).toAbsolutePath();
        Services services = new Services(Path.of(arguments[0]), work);
        Runtime.getRuntime().addShutdownHook(new Thread(services::end, "end"));
        String machine = Machine.describe(work);
        Service database = services.start("database");
        database.awaitReady();
        Tokens tokens = new Tokens(new TokenSigner(database.signingKeys()));
        new Seeding(new Filling(database.port(), DataSet.SMALL), DataSet.SMALL, tokens).run();
        Requests reads = SecretRequests.of(Route.READ, tokens);

        Map<String, List<String>> programs = new LinkedHashMap<>();
        for (int i = 2; i < arguments.length; i += 2) {
            programs.put(arguments[i], List.of(arguments[i + 1].split("\t")));
        }
        Map<String, List<Sample>> samples = new LinkedHashMap<>();
        programs.keySet().forEach(name -> samples.put(name, new ArrayList<>()));
        for (int round = 1; round <= ROUNDS; round++) {
            List<String> names = new ArrayList<>(programs.keySet());
            Collections.shuffle(names);
            for (String name : names) {
                Sample sample = measure(name, programs.get(name), database, reads, work);
                samples.get(name).add(sample);
                System.err.printf(Locale.ROOT, "bench: round %d, %s: %s%n", round, name, sample);
            }
        }
        print(samples, machine);
    }

    private static Sample measure(String name, List<String> command, Service database, Requests reads, Path work)
            throws IOException, InterruptedException {
        Path log = work.resolve(name.replaceAll("\\W+", "-") + ".log");
        Program migrating = Program.start(command, database, true, log);
        double migratingMillis;
        try {
            migratingMillis = migrating.awaitFirstRead(reads);
        } finally {
            migrating.stop();
        }
        Program program = Program.start(command, database, false, log);
        try {
            double millis = program.awaitFirstRead(reads);
            Thread.sleep(IDLE.toMillis());
            double idle = program.residentMebibytes();
            try (Load load = new Load(program.port(), reads, CONNECTIONS)) {
                Load.Outcome outcome = load.run(LOADED);
                if (!outcome.errors().isEmpty()) {
                    throw new IOException(name + " answered " + outcome.errors());
                }
            }
            return new Sample(millis, migratingMillis, idle, program.residentMebibytes());
        } finally {
            program.stop();
        }
    }

    private static void print(Map<String, List<Sample>> samples, String machine) {
        System.out.println(
                "| Program | First read after, ms (min to max) | the same, looking for migrations first | Resident, idle, MiB |"
                        + " after a load, MiB |");
        System.out.println("|---|---|---|---|---|");
        samples.forEach((name, rounds) -> System.out.printf(
                Locale.ROOT,
                "| %s | %s | %s | %s | %s |%n",
                name,
                spread(rounds, Sample::millis),
                spread(rounds, Sample::migratingMillis),
                spread(rounds, Sample::idleMebibytes),
                spread(rounds, Sample::loadedMebibytes)));
        System.out.printf(
                "%n- Medians of %d rounds in shuffled order, from exec to the first 200 of an authenticated secret read;"
                        + " the schema was migrated before, and the second column's starts look for that themselves;"
                        + " idle %d s after it; the load is %d connections for %d s.%n",
                ROUNDS, IDLE.toSeconds(), CONNECTIONS, LOADED.toSeconds());
        System.out.println("- Machine: " + machine + ".");
        System.out.println("- Command: `src/bench/start`.");
    }

    private static String spread(List<Sample> rounds, ToDoubleFunction<Sample> figure) {
        double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
        return String.format(
                Locale.ROOT, "%,.0f (%,.0f to %,.0f)", sorted[sorted.length / 2], sorted[0], sorted[sorted.length - 1]);
    }
}
