package dev.undercroft.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rendered object is one that Kubernetes knows, with all that it must have. */
@NeedsHelm
class RenderedObjectsTest {

    // The client has no classes for CloudNativePG.
    private static final String WITHOUT_CLASSES = "Cluster";

    private static final Map<String, List<String>> REQUIRED = Map.ofEntries(
            Map.entry("ConfigMap", List.of("/data")),
            Map.entry("Secret", List.of("/type", "/stringData")),
            Map.entry("ServiceAccount", List.of("/automountServiceAccountToken")),
            Map.entry("Service", List.of("/spec/selector", "/spec/ports/0/port", "/spec/ports/0/targetPort")),
            Map.entry(
                    "Deployment",
                    List.of(
                            "/spec/selector/matchLabels",
                            "/spec/template/metadata/labels",
                            "/spec/template/spec/containers/0/name",
                            "/spec/template/spec/containers/0/image",
                            "/spec/template/spec/containers/0/ports/0/containerPort",
                            "/spec/template/spec/containers/0/startupProbe/httpGet/port",
                            "/spec/template/spec/containers/0/livenessProbe/httpGet/port",
                            "/spec/template/spec/containers/0/readinessProbe/httpGet/port",
                            "/spec/template/spec/containers/0/resources/requests/memory",
                            "/spec/template/spec/containers/0/resources/limits/memory")),
            Map.entry(
                    "Job",
                    List.of(
                            "/spec/template/spec/restartPolicy",
                            "/spec/template/spec/containers/0/name",
                            "/spec/template/spec/containers/0/image",
                            "/spec/template/spec/containers/0/resources/limits/memory")),
            Map.entry("Pod", List.of("/spec/containers/0/name", "/spec/containers/0/image")),
            Map.entry(
                    "NetworkPolicy", List.of("/spec/podSelector/matchLabels", "/spec/policyTypes/1", "/spec/egress/0")),
            Map.entry("PodDisruptionBudget", List.of("/spec/selector/matchLabels")),
            Map.entry(
                    "HorizontalPodAutoscaler",
                    List.of("/spec/scaleTargetRef/name", "/spec/maxReplicas", "/spec/metrics/0/resource/name")),
            Map.entry(
                    "Ingress",
                    List.of("/spec/rules/0/http/paths/0/pathType", "/spec/rules/0/http/paths/0/backend/service")),
            Map.entry(
                    "HTTPRoute",
                    List.of("/spec/parentRefs/0/name", "/spec/rules/0/matches/0", "/spec/rules/0/backendRefs/0/port")),
            Map.entry("Certificate", List.of("/spec/secretName", "/spec/dnsNames/0", "/spec/issuerRef/name")),
            Map.entry("ServiceMonitor", List.of("/spec/selector/matchLabels", "/spec/endpoints/0/port")),
            Map.entry("PrometheusRule", List.of("/spec/groups/0/name", "/spec/groups/0/rules/0/expr")),
            Map.entry(
                    "Cluster",
                    List.of(
                            "/spec/instances",
                            "/spec/storage/size",
                            "/spec/bootstrap/initdb/database",
                            "/spec/bootstrap/initdb/owner",
                            "/spec/bootstrap/initdb/secret/name",
                            "/spec/managed/roles/1/name",
                            "/spec/managed/roles/1/passwordSecret/name")));

    @TempDir
    Path scratch;

    static Stream<Path> recordedValues() {
        return Chart.recordedValues();
    }

    @ParameterizedTest
    @MethodSource("recordedValues")
    void kubernetesKnowsEveryField(Path values) {
        for (JsonNode object : Chart.withHooks(scratch, values).render().objects()) {
            if (!object.path("kind").asText().equals(WITHOUT_CLASSES)) {
                assertThat(UnknownFields.of(Yaml.write(object)))
                        .as(Rendering.nameOf(object))
                        .isEmpty();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("recordedValues")
    void everyObjectHasWhatItMustHave(Path values) {
        List<JsonNode> objects = Chart.withHooks(scratch, values).render().objects();

        assertThat(objects).isNotEmpty().allSatisfy(object -> {
            String name = Rendering.nameOf(object);
            assertThat(object.path("apiVersion").asText()).as(name).isNotEmpty();
            assertThat(object.at("/metadata/name").asText()).as(name).matches("[a-z0-9]([-a-z0-9.]{0,61}[a-z0-9])?");
            assertThat(REQUIRED)
                    .as("required fields of")
                    .containsKey(object.path("kind").asText());
            for (String pointer : REQUIRED.get(object.path("kind").asText())) {
                assertThat(object.at(pointer).isMissingNode()
                                || object.at(pointer).isNull())
                        .as(name + " lacks " + pointer)
                        .isFalse();
            }
        });
    }

    @ParameterizedTest
    @MethodSource("recordedValues")
    void noTwoObjectsHaveOneName(Path values) {
        Rendering rendering = Chart.withHooks(scratch, values).render();

        assertThat(rendering.byName()).hasSameSizeAs(rendering.objects());
    }

    @ParameterizedTest
    @MethodSource("recordedValues")
    void servicesBudgetsAndPoliciesMeetTheServingPods(Path values) {
        Rendering rendering = Chart.with(values).render();
        JsonNode labels = rendering.the("Deployment").at("/spec/template/metadata/labels");

        assertHolds(labels, rendering.the("Service").at("/spec/selector"));
        assertHolds(labels, rendering.the("Deployment").at("/spec/selector/matchLabels"));
        for (JsonNode budget : rendering.ofKind("PodDisruptionBudget")) {
            assertHolds(labels, budget.at("/spec/selector/matchLabels"));
        }
        for (JsonNode monitor : rendering.ofKind("ServiceMonitor")) {
            assertHolds(rendering.the("Service").at("/metadata/labels"), monitor.at("/spec/selector/matchLabels"));
        }
        if (rendering.byName().keySet().stream().anyMatch(name -> name.startsWith("NetworkPolicy/"))) {
            assertHolds(labels, rendering.ofKind("NetworkPolicy").get(0).at("/spec/podSelector/matchLabels"));
        }
    }

    @ParameterizedTest
    @MethodSource("recordedValues")
    void everyNamedPortIsOneOfTheContainer(Path values) {
        Rendering rendering = Chart.with(values).render();
        JsonNode container = rendering.the("Deployment").at("/spec/template/spec/containers/0");
        String port = container.at("/ports/0/name").asText();

        assertThat(rendering.the("Service").at("/spec/ports/0/targetPort").asText())
                .isEqualTo(port);
        for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
            assertThat(container.path(probe).at("/httpGet/port").asText()).isEqualTo(port);
            assertThat(container.path(probe).at("/httpGet/scheme").asText()).isEqualToIgnoringCase(port);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "v1; Service; {ports: [{port: 1, targetPrt: 2}]}; .spec.ports[0].targetPrt",
                "apps/v1; Deployment; {template: {spec: {containers: [{nme: a}]}}}; .spec.template.spec.containers[0].nme",
                "networking.k8s.io/v1; NetworkPolicy; {podSelectr: {}}; .spec.podSelectr",
                "monitoring.coreos.com/v1; ServiceMonitor; {endpoints: [{prt: a}]}; .spec.endpoints[0].prt",
                "monitoring.coreos.com/v1; PrometheusRule; {groups: [{rules: [{exp: a}]}]}; .spec.groups[0].rules[0].exp",
                "gateway.networking.k8s.io/v1; HTTPRoute; {parentRef: []}; .spec.parentRef",
                "cert-manager.io/v1; Certificate; {issuerRef: {nam: a}}; .spec.issuerRef.nam"
            })
    void aFieldThatKubernetesDoesNotKnowIsFound(String apiVersion, String kind, String spec, String unknown) {
        String yaml = "apiVersion: %s\nkind: %s\nmetadata: {name: a}\nspec: %s\n".formatted(apiVersion, kind, spec);

        assertThat(UnknownFields.of(yaml)).containsExactly(unknown);
    }

    private static void assertHolds(JsonNode labels, JsonNode selector) {
        assertThat(selector.isEmpty()).isFalse();
        selector.fields().forEachRemaining(entry -> assertThat(labels.path(entry.getKey()))
                .isEqualTo(entry.getValue()));
    }
}
