package dev.undercroft.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The kustomize manifests are what the chart renders. With {@code -Dk8s.render=true}, which {@code k8s/manifests/render}
 * gives, the recorded ones are written anew.
 */
@NeedsHelm
class KustomizeTest {

    private static final Path FOLDER = Path.of("k8s/manifests");
    private static final Path BASE_VALUES = FOLDER.resolve("base/values.yaml");
    private static final Path BASE = FOLDER.resolve("base/undercroft.yaml");
    private static final Path ADDITIONS = FOLDER.resolve("overlays/production/additions.yaml");
    private static final String MANAGED_BY = "app.kubernetes.io/managed-by";
    private static final int PATIENCE_SECONDS = 60;

    @Test
    void theBaseIsWhatTheChartRenders() throws IOException {
        record(BASE, Chart.with(BASE_VALUES).render().text());
    }

    @Test
    void theAdditionsOfProductionAreWhatTheChartRenders() throws IOException {
        Map<String, JsonNode> base = Chart.with(BASE_VALUES).render().byName();
        String additions = overlay("production").render().byName().entrySet().stream()
                .filter(object -> !base.containsKey(object.getKey()))
                .map(object -> Yaml.write(object.getValue()))
                .collect(Collectors.joining());

        record(ADDITIONS, additions);
    }

    @ParameterizedTest
    @ValueSource(strings = {"development", "production"})
    void anOverlayIsWhatTheChartRendersWithItsValues(String name) throws Exception {
        Map<String, JsonNode> expected = unmarked(overlay(name).render());

        Map<String, JsonNode> built =
                unmarked(kustomize(FOLDER.resolve("overlays").resolve(name)));

        assertThat(built.remove("Namespace/undercroft")).isNotNull();
        assertThat(built).containsExactlyInAnyOrderEntriesOf(expected);
    }

    private static Chart overlay(String name) {
        return Chart.with(BASE_VALUES, FOLDER.resolve("overlays").resolve(name).resolve("values.yaml"));
    }

    private static void record(Path file, String rendered) throws IOException {
        if (Boolean.getBoolean("k8s.render")) {
            Files.writeString(file, rendered);
        }
        assertThat(file).as("run k8s/manifests/render").hasContent(rendered);
    }

    private static Rendering kustomize(Path folder) throws IOException, InterruptedException {
        Path out = Files.createTempFile("kustomize", ".yaml");
        try {
            Process kubectl = new ProcessBuilder("kubectl", "kustomize", folder.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(out.toFile())
                    .start();
            assertThat(kubectl.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            String text = Files.readString(out);
            assertThat(kubectl.exitValue()).as(text).isZero();
            return new Rendering(text);
        } catch (IOException absent) {
            assumeTrue(
                    false, "there is no kubectl here, so the overlays' patches are not tried: " + absent.getMessage());
            throw absent;
        } finally {
            Files.delete(out);
        }
    }

    /** The objects without the mark of the tool that brought them. */
    private static Map<String, JsonNode> unmarked(Rendering rendering) {
        var objects = new TreeMap<>(rendering.byName());
        objects.values().forEach(object -> ((ObjectNode) object.at("/metadata/labels")).remove(MANAGED_BY));
        return objects;
    }
}
