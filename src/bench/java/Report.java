import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** The samples of a run as Markdown. */
final class Report {

    private static final String HEADER = """
            | Route | Connections | Requests/s (min to max) | p50 ms | p99 ms (min to max) \
            | JVM us | PostgreSQL us | Generator us |
            |---|---|---|---|---|---|---|---|
            """;

    private final Options options;
    private final String machine;
    private final List<Sample> samples;

    Report(Options options, String machine, List<Sample> samples) {
        this.options = options;
        this.machine = machine;
        this.samples = samples;
    }

    String markdown() {
        StringBuilder text = new StringBuilder(HEADER);
        for (Route route : options.routes()) {
            options.connections().forEach(connections -> text.append(row(new Point(route, connections))));
        }
        text.append('\n');
        facts().forEach(fact -> text.append("- ").append(fact).append('\n'));
        return text.toString();
    }

    /** The answers other than 2xx in the measured times, with their number. */
    Map<String, Integer> errors() {
        Map<String, Integer> all = new TreeMap<>();
        samples.forEach(sample -> sample.errors()
                .forEach((error, count) -> all.merge(sample.point() + ": " + error, count, Integer::sum)));
        return all;
    }

    private String row(Point point) {
        return format(
                "| %s | %d | %,.0f (%,.0f to %,.0f) | %.2f | %.2f (%.2f to %.2f) | %s | %s | %s |%n",
                point.route().description(),
                point.connections(),
                median(point, Sample::perSecond),
                values(point, Sample::perSecond).min().orElse(Double.NaN),
                values(point, Sample::perSecond).max().orElse(Double.NaN),
                median(point, Sample::p50),
                median(point, Sample::p99),
                values(point, Sample::p99).min().orElse(Double.NaN),
                values(point, Sample::p99).max().orElse(Double.NaN),
                micros(median(point, Sample::serviceCpu)),
                micros(median(point, Sample::databaseCpu)),
                micros(median(point, Sample::generatorCpu)));
    }

    private List<String> facts() {
        List<String> facts = new ArrayList<>();
        facts.add("Medians of " + options.rounds() + " round(s) of "
                + options.measured().toSeconds() + " s after "
                + options.warmUp().toSeconds() + " s of warm-up, behind a first load of "
                + options.firstLoad().toSeconds()
                + " s on each route; points in shuffled order; closed loops on loopback."
                + " CPU per request. The load generator shares the machine, so rates are what is left beside it.");
        facts.add(format("Data: %s.", dataSets()));
        compare(facts, "audited read / whoami", Route.READ, Route.WHOAMI, "%.2f");
        compare(facts, "audited read with big data / with small data", Route.READ_BIG, Route.READ, "%.2f");
        each(facts, "p99 of the audited read, ms", Route.READ, point -> median(point, Sample::p99), "%.1f");
        each(
                facts,
                "p99 of the audited read with big data, ms",
                Route.READ_BIG,
                point -> median(point, Sample::p99),
                "%.1f");
        each(
                facts,
                "reads in one commit, mean",
                Route.READ,
                point -> meters(point).meanBatch(),
                "%.1f");
        each(
                facts,
                "reads in one commit with big data, mean",
                Route.READ_BIG,
                point -> meters(point).meanBatch(),
                "%.1f");
        each(facts, "token cache hits, % of the audited reads", Route.READ, this::hitPercent, "%.2f");
        each(facts, "token cache hits with big data, %", Route.READ_BIG, this::hitPercent, "%.2f");
        facts.add(format(
                "Other programs took %.0f %% of the machine in the median of the samples, %.0f %% in the worst.",
                100 * median(samples.stream().mapToDouble(Sample::othersShare)),
                100 * samples.stream().mapToDouble(Sample::othersShare).max().orElse(Double.NaN)));
        int errors = errors().values().stream().mapToInt(Integer::intValue).sum();
        facts.add("Answers other than 2xx: " + errors + ".");
        facts.add("Machine: " + machine + ".");
        facts.add("Command: `" + options.command() + "`.");
        return facts;
    }

    private String dataSets() {
        return options.routes().stream()
                .map(Route::data)
                .distinct()
                .map(data -> format("%s is %,d secrets in %,d tenants", data.title(), data.secrets(), data.tenants()))
                .collect(Collectors.joining(", "));
    }

    private void compare(List<String> facts, String what, Route one, Route other, String format) {
        if (options.routes().contains(other)) {
            each(facts, what, one, point -> rate(one, point.connections()) / rate(other, point.connections()), format);
        }
    }

    private void each(List<String> facts, String what, Route route, ToDoubleFunction<Point> value, String format) {
        if (options.routes().contains(route)) {
            facts.add(options.connections().stream()
                    .map(connections -> new Point(route, connections))
                    .map(point -> format(format, value.applyAsDouble(point)) + " at " + point.connections())
                    .collect(Collectors.joining(", ", what + ": ", ".")));
        }
    }

    private double rate(Route route, int connections) {
        return median(new Point(route, connections), Sample::perSecond);
    }

    private double hitPercent(Point point) {
        return 100 * meters(point).tokenHitRate();
    }

    private Meters meters(Point point) {
        return at(point).map(Sample::meters).reduce(Meters.NONE, Meters::plus);
    }

    private Stream<Sample> at(Point point) {
        return samples.stream().filter(sample -> sample.point().equals(point));
    }

    private DoubleStream values(Point point, ToDoubleFunction<Sample> value) {
        return at(point).mapToDouble(value);
    }

    private double median(Point point, ToDoubleFunction<Sample> value) {
        return median(values(point, value));
    }

    private static double median(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        int middle = sorted.length / 2;
        if (sorted.length == 0) {
            return Double.NaN;
        }
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static String micros(double value) {
        return Double.isFinite(value) ? format("%,.0f", value) : "-";
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
