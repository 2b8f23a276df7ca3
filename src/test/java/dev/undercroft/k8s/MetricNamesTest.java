package dev.undercroft.k8s;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.undercroft.testing.ApiTest;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Alerts and dashboard ask only for metrics that the running service has. */
@QuarkusTest
class MetricNamesTest extends ApiTest {

    // Recorded, and held against the chart by KustomizeTest.
    private static final Rendering PRODUCTION =
            new Rendering(Chart.read(Path.of("k8s/manifests/overlays/production/additions.yaml")));

    @Test
    void theServiceHasEveryMetricThatIsAskedFor() throws Exception {
        write(tenantAdmin(), "metrics/" + unique(), "x");

        Set<String> served = served();

        Set<String> alerts = named(PRODUCTION.the("PrometheusRule").findValuesAsText("expr"));
        Set<String> dashboard = named(dashboardQueries());
        assertThat(alerts).hasSizeGreaterThan(5);
        assertThat(dashboard).hasSizeGreaterThan(10);
        assertThat(served).containsAll(alerts).containsAll(dashboard);
    }

    @Test
    void theMetricsOfAnExpressionAreFound() {
        assertThat(PromQl.metrics("sum by (pod) (rate(a_total{x=\"b_c\"}[5m])) / on(d) max(e) > 0.5 and f"))
                .containsExactly("a_total", "e", "f");
        assertThat(PromQl.metrics("label_values(a{b=\"c\"}, d)")).containsExactly("a");
    }

    private static List<String> dashboardQueries() throws Exception {
        JsonNode dashboard = new ObjectMapper()
                .readTree(PRODUCTION
                        .the("ConfigMap")
                        .at("/data")
                        .path("undercroft.json")
                        .asText());
        Stream<String> variables = Rendering.elements(dashboard.at("/templating/list"))
                .map(variable -> variable.at("/query/query").asText());
        return Stream.concat(dashboard.findValuesAsText("expr").stream(), variables)
                .toList();
    }

    private static Set<String> named(List<String> expressions) {
        var metrics = new TreeSet<String>();
        expressions.forEach(expression -> metrics.addAll(PromQl.metrics(expression)));
        return metrics;
    }

    private static Set<String> served() {
        String metrics =
                given().get("/q/metrics").then().statusCode(200).extract().asString();
        var names = new TreeSet<String>();
        metrics.lines().filter(line -> !line.startsWith("#")).forEach(line -> names.add(line.split("[{ ]")[0]));
        return names;
    }
}
