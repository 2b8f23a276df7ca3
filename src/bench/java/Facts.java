import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** What the figures say when they are set against each other: a line for each, of the routes that were measured. */
final class Facts {

    private final Options options;
    private final Figures figures;
    private final List<String> lines = new ArrayList<>();

    private Facts(Options options, Figures figures) {
        this.options = options;
        this.figures = figures;
    }

    static List<String> of(Options options, Figures figures) {
        Facts facts = new Facts(options, figures);
        facts.reads();
        facts.reveals();
        facts.resolutions();
        facts.lists();
        return facts.lines;
    }

    private void reads() {
        compare("audited read / whoami", Route.READ, Route.WHOAMI);
        compare("audited read with big data / with small data", Route.READ_BIG, Route.READ);
        each("p99 of the audited read, ms", Route.READ, this::p99, "%.1f");
        each("p99 of the audited read with big data, ms", Route.READ_BIG, this::p99, "%.1f");
        each("reads in one commit, mean", Route.READ, this::meanBatch, "%.1f");
        each("reads in one commit with big data, mean", Route.READ_BIG, this::meanBatch, "%.1f");
        each("token cache hits, % of the audited reads", Route.READ, this::hitPercent, "%.2f");
        each("token cache hits with big data, %", Route.READ_BIG, this::hitPercent, "%.2f");
    }

    private void reveals() {
        compare("reveal at 10,000 entries per owner / at 10", Route.REVEAL_10000, Route.REVEAL_10);
        each("p99 of the reveal at 10 entries per owner, ms", Route.REVEAL_10, this::p99, "%.1f");
        each("p99 of the reveal at 10,000 entries per owner, ms", Route.REVEAL_10000, this::p99, "%.1f");
        each("reveals in one commit at 10 entries per owner, mean", Route.REVEAL_10, this::meanBatch, "%.1f");
        each("reveals in one commit at 10,000 entries per owner, mean", Route.REVEAL_10000, this::meanBatch, "%.1f");
    }

    private void resolutions() {
        each("p99 of the resolution, ms", Route.RESOLVE, this::p99, "%.1f");
        each("resolutions in one commit, mean", Route.RESOLVE, this::meanBatch, "%.1f");
    }

    private void lists() {
        each("list of 10,000 entries, p50 per entry, us", Route.LIST_10000, this::p50MicrosPerEntry, "%.1f");
        each(
                "list of 10,000 entries, processor time of JVM and PostgreSQL per entry, us",
                Route.LIST_10000,
                this::cpuPerEntry,
                "%.1f");
        bytes("bytes of the list of 10 entries", Route.LIST_10);
        bytes("bytes of the list of 10,000 entries", Route.LIST_10000);
    }

    private double p50MicrosPerEntry(Point list) {
        return figures.median(list, Sample::p50) * 1e3 / list.route().owners().entriesOfEach();
    }

    private double cpuPerEntry(Point list) {
        double cpu = figures.median(list, sample -> sample.serviceCpu() + sample.databaseCpu());
        return cpu / list.route().owners().entriesOfEach();
    }

    /** The largest mean of all, since a refusal is short. */
    private void bytes(String what, Route list) {
        if (options.routes().contains(list)) {
            double bytes = options.connections().stream()
                    .mapToDouble(connections -> figures.max(new Point(list, connections), Sample::bodyBytes))
                    .max()
                    .orElse(Double.NaN);
            lines.add(what + ": " + format("%,.0f", bytes) + ".");
        }
    }

    private double p99(Point point) {
        return figures.median(point, Sample::p99);
    }

    private double meanBatch(Point point) {
        return figures.meters(point).meanBatch();
    }

    private double hitPercent(Point point) {
        return 100 * figures.meters(point).tokenHitRate();
    }

    private void compare(String what, Route one, Route other) {
        if (options.routes().contains(other)) {
            each(what, one, point -> rate(point) / rate(new Point(other, point.connections())), "%.2f");
        }
    }

    private double rate(Point point) {
        return figures.median(point, Sample::perSecond);
    }

    private void each(String what, Route route, ToDoubleFunction<Point> value, String format) {
        if (options.routes().contains(route)) {
            lines.add(options.connections().stream()
                    .map(connections -> new Point(route, connections))
                    .map(point -> format(format, value.applyAsDouble(point)) + " at " + point.connections())
                    .collect(Collectors.joining(", ", what + ": ", ".")));
        }
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
