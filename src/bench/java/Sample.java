import java.util.Map;

/** A point as one round has measured it; latencies in milliseconds, CPU in microseconds, it and bytes per request. */
record Sample(
        Point point,
        double perSecond,
        double p50,
        double p99,
        double serviceCpu,
        double databaseCpu,
        double generatorCpu,
        double bodyBytes,
        double othersShare,
        Meters meters,
        Map<String, Integer> errors) {

    static Sample of(Point point, Load.Outcome outcome, CpuTime cpu, Meters meters) {
        double requests = outcome.micros().length;
        double machine = outcome.seconds() * 1e6 * Runtime.getRuntime().availableProcessors();
        return new Sample(
                point,
                outcome.perSecond(),
                outcome.quantileMillis(0.5),
                outcome.quantileMillis(0.99),
                cpu.service() / requests,
                cpu.database() / requests,
                cpu.generator() / requests,
                outcome.bodyBytes() / requests,
                cpu.others() / machine,
                meters,
                outcome.errors());
    }
}
