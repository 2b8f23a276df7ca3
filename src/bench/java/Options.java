import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What to measure and for how long. */
record Options(
        Duration measured,
        Duration firstLoad,
        Duration warmUp,
        int rounds,
        List<Integer> connections,
        Set<Route> routes,
        Duration limit,
        String command) {

    private static final EnumSet<Route> SLOW_TO_FILL = EnumSet.of(Route.READ_BIG, Route.REVEAL_10000, Route.LIST_10000);

    /** Reads the command line; throws {@link IllegalArgumentException} that says what is wrong with it. */
    static Options parse(List<String> arguments) {
        boolean quick = arguments.contains("--quick");
        int seconds = quick ? 1 : 5;
        int firstLoad = quick ? 2 : 20;
        int warmUp = quick ? 1 : 2;
        int rounds = quick ? 1 : 3;
        int limit = 30;
        List<Integer> connections = List.of(1, 16, 64);
        Set<Route> routes = quick ? EnumSet.complementOf(SLOW_TO_FILL) : EnumSet.allOf(Route.class);
        for (int i = 0; i < arguments.size(); i++) {
            switch (arguments.get(i)) {
                case "--quick" -> {}
                case "--seconds" -> seconds = positive(arguments, ++i);
                case "--first-load" -> firstLoad = positive(arguments, ++i);
                case "--warmup" -> warmUp = positive(arguments, ++i);
                case "--rounds" -> rounds = positive(arguments, ++i);
                case "--limit" -> limit = positive(arguments, ++i);
                case "--connections" ->
                    connections = Arrays.stream(value(arguments, ++i).split(","))
                            .map(Options::positive)
                            .toList();
                case "--routes" -> routes = routes(value(arguments, ++i));
                default -> throw new IllegalArgumentException("unknown option " + arguments.get(i));
            }
        }
        return new Options(
                Duration.ofSeconds(seconds),
                Duration.ofSeconds(firstLoad),
                Duration.ofSeconds(warmUp),
                rounds,
                connections,
                routes,
                Duration.ofMinutes(limit),
                ("src/bench/run " + String.join(" ", arguments)).strip());
    }

    private static Set<Route> routes(String names) {
        Set<Route> routes = EnumSet.noneOf(Route.class);
        Arrays.stream(names.split(",")).map(Route::named).forEach(routes::add);
        return routes;
    }

    private static String value(List<String> arguments, int at) {
        if (at >= arguments.size()) {
            throw new IllegalArgumentException(arguments.get(at - 1) + " lacks a value");
        }
        return arguments.get(at);
    }

    private static int positive(List<String> arguments, int at) {
        return positive(value(arguments, at));
    }

    private static int positive(String text) {
        if (!text.matches("[1-9][0-9]{0,4}")) {
            throw new IllegalArgumentException(text + " is not a whole number from 1 on");
        }
        return Integer.parseInt(text);
    }
}
