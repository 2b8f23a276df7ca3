import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** What the samples of a run say of a point, over all rounds. */
record Figures(List<Sample> samples) {

    double median(Point point, ToDoubleFunction<Sample> value) {
        return median(values(point, value));
    }

    double min(Point point, ToDoubleFunction<Sample> value) {
        return values(point, value).min().orElse(Double.NaN);
    }

    double max(Point point, ToDoubleFunction<Sample> value) {
        return values(point, value).max().orElse(Double.NaN);
    }

    Meters meters(Point point) {
        return at(point).map(Sample::meters).reduce(Meters.NONE, Meters::plus);
    }

    static double median(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        int middle = sorted.length / 2;
        if (sorted.length == 0) {
            return Double.NaN;
        }
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private DoubleStream values(Point point, ToDoubleFunction<Sample> value) {
        return at(point).mapToDouble(value);
    }

    private Stream<Sample> at(Point point) {
        return samples.stream().filter(sample -> sample.point().equals(point));
    }
}
