package dev.undercroft.k8s;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Credentials stand in Secrets only, and each pod gets those that it needs. */
@NeedsHelm
class CredentialsTest {

    private static final List<String> CANARIES = List.of(
            "canary-of-app",
            "canary-of-batch",
            "canary-of-owner",
            "canary-of-the-signing-key",
            "Y2FuYXJ5LW9mLXRoZS1yb290LWtleS1vZi10cmlhbHM=");
    private static final Set<String> CREDENTIALS = Set.of(
            "QUARKUS_DATASOURCE_PASSWORD",
            "QUARKUS_DATASOURCE_BATCH_PASSWORD",
            "QUARKUS_FLYWAY_PASSWORD",
            "UNDERCROFT_ROOT_KEY_VALUE");

    @TempDir
    Path scratch;

    static Stream<Path> recordedValues() {
        return Chart.recordedValues();
    }

    @Test
    void aGivenCredentialStandsInASecretAndNowhereElse() {
        Rendering rendering = Chart.withHooks(scratch, Chart.valuesOf("trial")).render();

        for (String canary : CANARIES) {
            String encoded = Base64.getEncoder().encodeToString(canary.getBytes(UTF_8));
            assertThat(rendering.ofKind("Secret"))
                    .anySatisfy(secret -> assertThat(secret.toString()).contains(canary));
            assertThat(rendering.objects())
                    .filteredOn(object -> !object.path("kind").asText().equals("Secret"))
                    .isNotEmpty()
                    .allSatisfy(object -> assertThat(object.toString()).doesNotContain(canary, encoded));
        }
    }

    @ParameterizedTest
    @MethodSource("recordedValues")
    void everyCredentialOfAPodComesFromASecret(Path values) {
        for (JsonNode pod : Chart.withHooks(scratch, values).render().podSpecs().values()) {
            assertThat(Rendering.variables(pod))
                    .filteredOn(variable ->
                            CREDENTIALS.contains(variable.path("name").asText()))
                    .allSatisfy(variable -> assertThat(
                                    variable.at("/valueFrom/secretKeyRef/key").asText())
                            .as(variable.toString())
                            .isNotEmpty());
        }
    }

    @ParameterizedTest
    @MethodSource("recordedValues")
    void servingPodsHaveNoOwnersPasswordAndTheMigrationNoKeys(Path values) {
        Rendering rendering = Chart.withHooks(scratch, values).render();

        assertThat(namesOf(rendering.the("Deployment").at("/spec/template/spec")))
                .contains(
                        "QUARKUS_DATASOURCE_PASSWORD", "QUARKUS_DATASOURCE_BATCH_PASSWORD", "UNDERCROFT_ROOT_KEY_VALUE")
                .doesNotContain("QUARKUS_FLYWAY_PASSWORD", "QUARKUS_FLYWAY_USERNAME");
        assertThat(namesOf(rendering.the("Job").at("/spec/template/spec")))
                .contains("QUARKUS_FLYWAY_PASSWORD", "QUARKUS_FLYWAY_USERNAME")
                .doesNotContain("UNDERCROFT_ROOT_KEY_VALUE");
    }

    @Test
    void withExistingSecretsTheChartMakesNone() {
        Rendering rendering = Chart.withHooks(scratch, Chart.LEAST).render();

        assertThat(rendering.ofKind("Secret")).isEmpty();
        assertThat(rendering.ofKind("ConfigMap")).isEmpty();
    }

    @Test
    void aChangedCredentialReplacesThePods() {
        Chart trial = Chart.with(Chart.valuesOf("trial"));
        JsonNode before = trial.render().the("Deployment").at("/spec/template/metadata/annotations");

        JsonNode after = trial.set("database.app.password", "another")
                .render()
                .the("Deployment")
                .at("/spec/template/metadata/annotations");

        assertThat(before.path("checksum/secrets").asText()).isNotEmpty();
        assertThat(after).isNotEqualTo(before);
    }

    private static List<String> namesOf(JsonNode pod) {
        return Rendering.variables(pod)
                .map(variable -> variable.path("name").asText())
                .toList();
    }
}
