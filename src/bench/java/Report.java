import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
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
    private final Figures figures;

    Report(Options options, String machine, List<Sample> samples) {
        this.options = options;
        this.machine = machine;
        this.samples = samples;
        this.figures = new Figures(samples);
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
                figures.median(point, Sample::perSecond),
                figures.min(point, Sample::perSecond),
                figures.max(point, Sample::perSecond),
                figures.median(point, Sample::p50),
                figures.median(point, Sample::p99),
                figures.min(point, Sample::p99),
                figures.max(point, Sample::p99),
                micros(figures.median(point, Sample::serviceCpu)),
                micros(figures.median(point, Sample::databaseCpu)),
                micros(figures.median(point, Sample::generatorCpu)));
    }

    private List<String> facts() {
        List<String> facts = new ArrayList<>();
        facts.add("Medians of " + options.rounds() + " round(s) of "
                + options.measured().toSeconds() + " s after "
                + options.warmUp().toSeconds() + " s of warm-up, behind a first load of "
                + options.firstLoad().toSeconds()
                + " s on each route; points in shuffled order; closed loops on loopback."
                + " CPU per request. The load generator shares the machine, so rates are what is left beside it.");
        facts.add("Data: "
                + Stream.of(dataSets(), owners(), stores(), vaults())
                        .flatMap(named -> named)
                        .collect(Collectors.joining(", "))
                + ".");
        facts.addAll(Facts.of(options, figures));
        facts.add(format(
                "Other programs took %.0f %% of the machine in the median of the samples, %.0f %% in the worst.",
                100 * Figures.median(samples.stream().mapToDouble(Sample::othersShare)),
                100 * samples.stream().mapToDouble(Sample::othersShare).max().orElse(Double.NaN)));
        int errors = errors().values().stream().mapToInt(Integer::intValue).sum();
        facts.add("Answers other than 2xx: " + errors + ".");
        facts.add("Machine: " + machine + ".");
        facts.add("Command: `" + options.command() + "`.");
        return facts;
    }

    private Stream<String> stores() {
        return options.routes().stream()
                .filter(route -> route.data() == DataSet.STORES)
                .limit(1)
                .map(route -> DataSet.STORES.tenants() + " stores of " + StoreIds.SECRETS_OF_EACH + " secrets");
    }

    private Stream<String> vaults() {
        return options.routes().stream()
                .filter(route -> route.data() == DataSet.VAULTS)
                .limit(1)
                .map(route -> DataSet.VAULTS.tenants() + " vaults of " + VaultContent.SECRETS_OF_EACH + " ciphertexts");
    }

    private Stream<String> dataSets() {
        return options.routes().stream()
                .map(Route::data)
                .distinct()
                .filter(data -> data.secrets() > 0)
                .map(data -> format("%s is %,d secrets in %,d tenants", data.title(), data.secrets(), data.tenants()));
    }

    private Stream<String> owners() {
        return options.routes().stream()
                .map(Route::owners)
                .distinct()
                .filter(owners -> owners != Owners.NONE)
                .map(owners -> format("%,d owner(s) of %,d entries", owners.count(), owners.entriesOfEach()));
    }

    private static String micros(double value) {
        return Double.isFinite(value) ? format("%,.0f", value) : "-";
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
