import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Measures the packaged service from outside, over HTTP. Each data size has a service and a database of its own, and
 * every round measures all points of all of them, so that what else the machine does meets all alike.
 */
public final class Benchmark {

    private static final int CONNECTIONS_OF_FIRST_LOAD = 16;

    private final Options options;
    private final Services services;
    private final Map<DataSet, Service> serviceOf = new EnumMap<>(DataSet.class);
    private final Map<Owners, EntryIds> entriesOf = new EnumMap<>(Owners.class);
    private StoreIds stores;
    private boolean vaultsAreFilled;
    private final Map<Route, Requests> requestsOf = new EnumMap<>(Route.class);
    private final List<Sample> samples = new ArrayList<>();

    private Benchmark(Options options, Services services) {
        this.options = options;
        this.services = services;
    }

    /** Takes the jar, a directory that this run owns and removes, and the options. */
    public static void main(String[] arguments) {
        Path work = Path.of(arguments[1]).toAbsolutePath();
        Services services = new Services(Path.of(arguments[0]), work);
        Runtime.getRuntime().addShutdownHook(new Thread(services::end, "end"));
        System.exit(run(services, work, Arrays.asList(arguments).subList(2, arguments.length)));
    }

    private static int run(Services services, Path work, List<String> arguments) {
        try {
            Options options = Options.parse(arguments);
            breakOffAfter(options.limit());
            String machine = Machine.describe(work);
            Benchmark benchmark = new Benchmark(options, services);
            benchmark.prepare();
            benchmark.measure();
            return print(new Report(options, machine, benchmark.samples));
        } catch (IllegalArgumentException wrong) {
            say(wrong.getMessage() + "; see --help");
            return 2;
        } catch (IOException | GeneralSecurityException | InterruptedException | IllegalStateException failed) {
            if (!services.isEnded()) {
                say(failed.getMessage() == null ? failed.toString() : failed.getMessage());
            }
            return 1;
        }
    }

    private static void breakOffAfter(Duration limit) {
        Thread watch = new Thread(() -> {
            try {
                Thread.sleep(limit.toMillis());
                say("the run took more than " + limit.toMinutes() + " minutes and is broken off");
                System.exit(1);
            } catch (InterruptedException never) {
                Thread.currentThread().interrupt();
            }
        });
        watch.setDaemon(true);
        watch.start();
    }

    private void prepare() throws IOException, GeneralSecurityException, InterruptedException {
        for (Route route : options.routes()) {
            DataSet data = route.data();
            if (!serviceOf.containsKey(data)) {
                say("starting the service for the " + data.title() + " data");
                Service service = services.start(data.title());
                serviceOf.put(data, service);
                service.awaitReady();
                new Seeding(new Filling(service.port(), data), data, tokens(service)).run();
            }
            requestsOf.put(route, requests(route));
        }
        for (Route route : options.routes()) {
            firstLoad(route);
        }
    }

    private Requests requests(Route route) throws IOException, GeneralSecurityException, InterruptedException {
        Service service = serviceOf.get(route.data());
        Tokens tokens = tokens(service);
        Owners owners = route.owners();
        if (route.data() == DataSet.STORES) {
            if (stores == null) {
                stores = new StoreSeeding(new Filling(service.port(), DataSet.STORES), tokens).run();
            }
            return StoreRequests.of(route, tokens, stores);
        }
        if (route.data() == DataSet.VAULTS) {
            if (!vaultsAreFilled) {
                new VaultSeeding(new Filling(service.port(), DataSet.VAULTS), tokens).run();
                vaultsAreFilled = true;
            }
            return VaultRequests.of(route, tokens);
        }
        if (owners == Owners.NONE) {
            return SecretRequests.of(route, tokens);
        }
        if (!entriesOf.containsKey(owners)) {
            Filling filling = new Filling(service.port(), route.data());
            entriesOf.put(owners, new EntrySeeding(filling, owners, tokens).run());
        }
        return EntryRequests.of(route, tokens, entriesOf.get(owners));
    }

    private static Tokens tokens(Service service) throws IOException, GeneralSecurityException {
        return new Tokens(new TokenSigner(service.signingKeys()));
    }

    /** Lets the JIT compiler see the route, lest the first round measure the interpreter. */
    private void firstLoad(Route route) throws IOException, InterruptedException {
        say("first load: " + route.title());
        try (Load load = load(new Point(route, CONNECTIONS_OF_FIRST_LOAD))) {
            load.run(options.firstLoad());
        }
    }

    private void measure() throws IOException, InterruptedException {
        List<Point> points = new ArrayList<>();
        for (Route route : options.routes()) {
            options.connections().forEach(connections -> points.add(new Point(route, connections)));
        }
        for (int round = 1; round <= options.rounds(); round++) {
            Collections.shuffle(points);
            for (Point point : points) {
                Sample sample = measure(point);
                samples.add(sample);
                System.err.printf(
                        "bench: round %d, %s: %,.0f/s, p99 %.2f ms%n", round, point, sample.perSecond(), sample.p99());
            }
        }
    }

    private Sample measure(Point point) throws IOException, InterruptedException {
        Service service = serviceOf.get(point.route().data());
        try (Load load = load(point)) {
            load.run(options.warmUp());
            Meters meters = service.meters();
            CpuTime cpu = service.cpuTime();
            Load.Outcome outcome = load.run(options.measured());
            CpuTime spent = service.cpuTime().minus(cpu);
            return Sample.of(point, outcome, spent, service.meters().minus(meters));
        }
    }

    private Load load(Point point) throws IOException {
        int port = serviceOf.get(point.route().data()).port();
        return new Load(port, requestsOf.get(point.route()), point.connections());
    }

    private static int print(Report report) {
        System.out.print(report.markdown());
        report.errors().forEach((error, count) -> say(count + " times " + error));
        return report.errors().isEmpty() ? 0 : 1;
    }

    private static void say(String message) {
        System.err.println("bench: " + message);
    }
}
