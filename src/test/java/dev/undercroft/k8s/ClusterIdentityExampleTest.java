package dev.undercroft.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The example's values make the chart's pods trust the cluster. */
@NeedsHelm
class ClusterIdentityExampleTest {

    private static final Path VALUES = Path.of("k8s/examples/cluster-identity/values.yaml");

    private final Rendering rendering = Chart.with(Chart.LEAST, VALUES).render();
    private final JsonNode pod = rendering.podSpecs().get("Deployment/undercroft");

    @Test
    void everyObjectIsOneThatKubernetesKnowsAndPodsStayRestricted() {
        assertThat(rendering.objects()).allSatisfy(object -> assertThat(UnknownFields.of(Yaml.write(object)))
                .isEmpty());
        assertThat(RestrictedLevel.violations(pod)).isEmpty();
        assertThat(pod.path("automountServiceAccountToken").asBoolean(true)).isFalse();
    }

    @Test
    void theFilesThatTheServiceReadsAreMounted() {
        JsonNode mount = Rendering.elements(pod.at("/containers/0/volumeMounts"))
                .filter(one -> one.path("name").asText().equals("cluster"))
                .findFirst()
                .orElseThrow();
        JsonNode volume = Rendering.elements(pod.path("volumes"))
                .filter(one -> one.path("name").asText().equals("cluster"))
                .findFirst()
                .orElseThrow();

        String folder = mount.path("mountPath").asText() + "/";
        assertThat(valueOf("JWKS_TOKEN_FILE"))
                .isEqualTo(folder
                        + volume.at("/projected/sources/0/serviceAccountToken/path")
                                .asText());
        assertThat(valueOf("JWKS_CA_FILE"))
                .isEqualTo(folder
                        + volume.at("/projected/sources/1/configMap/items/0/path")
                                .asText());
        // The token that is shown to the API server must not be one that this service would accept.
        assertThat(volume.at("/projected/sources/0/serviceAccountToken").has("audience"))
                .isFalse();
    }

    @Test
    void theServiceAccountOfThePodsIsAWorkload() {
        List<String> subjects = List.of(valueOf("WORKLOADS_0__SUBJECT"), valueOf("WORKLOADS_1__SUBJECT"));
        JsonNode account = Yaml.document(Chart.read(Path.of("k8s/examples/workload/sidecar.yaml")));

        String subject =
                "system:serviceaccount:" + account.at("/metadata/namespace").asText() + ":";
        assertThat(subjects).contains(subject + "*");
        assertThat(valueOf("AUDIENCE")).isEqualTo("undercroft");
    }

    private String valueOf(String setting) {
        return Rendering.variables(pod)
                .filter(variable -> variable.path("name").asText().equals("UNDERCROFT_IDENTITY_ISSUERS_0__" + setting))
                .map(variable -> variable.path("value").asText())
                .findFirst()
                .orElseThrow();
    }
}
