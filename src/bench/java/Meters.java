import java.util.Arrays;

/** What the service has counted, out of its metrics; reveals and resolutions are reads. */
record Meters(double tokenHits, double tokenMisses, double batches, double batchedReads) {

    static final Meters NONE = new Meters(0, 0, 0, 0);

    /** Reads the Prometheus text format; a meter that is not there yet is 0. */
    static Meters parse(String text) {
        return new Meters(
                sum(text, "cache_gets_total", "cache=\"tokens\"", "result=\"hit\""),
                sum(text, "cache_gets_total", "cache=\"tokens\"", "result=\"miss\""),
                ofReads(text, "undercroft_audit_batch_size_count"),
                ofReads(text, "undercroft_audit_batch_size_sum"));
    }

    private static double ofReads(String text, String name) {
        return sum(text, name, "batch=\"reads\"")
                + sum(text, name, "batch=\"reveals\"")
                + sum(text, name, "batch=\"resolutions\"");
    }

    private static double sum(String text, String name, String... labels) {
        return text.lines()
                .filter(line -> line.startsWith(name + "{"))
                .filter(line -> Arrays.stream(labels).allMatch(line::contains))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    Meters plus(Meters other) {
        return new Meters(
                tokenHits + other.tokenHits,
                tokenMisses + other.tokenMisses,
                batches + other.batches,
                batchedReads + other.batchedReads);
    }

    Meters minus(Meters before) {
        return new Meters(
                tokenHits - before.tokenHits,
                tokenMisses - before.tokenMisses,
                batches - before.batches,
                batchedReads - before.batchedReads);
    }

    double tokenHitRate() {
        return tokenHits / (tokenHits + tokenMisses);
    }

    double meanBatch() {
        return batchedReads / batches;
    }
}
