package dev.undercroft.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.undercroft.cli.Undercroft;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** The examples are objects that Kubernetes and the operator know, and call the program by options that it has. */
class ExamplesTest {

    private static final Path FOLDER = Path.of("k8s/examples");
    private static final String OPERATOR = "external-secrets.io/v1";
    private static final String IMAGE = "ghcr.io/undercroft/undercroft";
    private static final Pattern COMMAND =
            Pattern.compile("(?m)^(?:\\S+=\\$\\()?undercroft ([a-z-]+)((?:\\\\\\n|[^\\n])*)$");
    private static final Pattern OPTION = Pattern.compile("--[a-z-]+");

    // The fields of the operator's objects that the examples use; what is required ends with an exclamation mark.
    private static final Set<String> STORE = Set.of(
            "spec.provider!.webhook!.url!",
            "spec.provider!.webhook!.timeout",
            "spec.provider!.webhook!.headers.*",
            "spec.provider!.webhook!.result!.jsonPath",
            "spec.provider!.webhook!.secrets[].name!",
            "spec.provider!.webhook!.secrets[].secretRef!.name!",
            "spec.provider!.webhook!.secrets[].secretRef!.namespace",
            "spec.provider!.webhook!.caProvider.type!",
            "spec.provider!.webhook!.caProvider.name!",
            "spec.provider!.webhook!.caProvider.namespace",
            "spec.provider!.webhook!.caProvider.key",
            "spec.conditions[].namespaces[]");
    private static final Set<String> EXTERNAL_SECRET = Set.of(
            "spec.refreshInterval!",
            "spec.secretStoreRef!.kind!",
            "spec.secretStoreRef!.name!",
            "spec.target!.name!",
            "spec.target!.deletionPolicy!",
            "spec.target!.template.engineVersion!",
            "spec.target!.template.type",
            "spec.target!.template.data.*",
            "spec.data[].secretKey!",
            "spec.data[].remoteRef!.key!",
            "spec.data[].remoteRef!.property!",
            "spec.dataFrom[].extract!.key!",
            "spec.dataFrom[].rewrite[].regexp!.source!",
            "spec.dataFrom[].rewrite[].regexp!.target!");

    static Stream<Path> objects() {
        return files(".yaml").filter(file -> !file.endsWith("values.yaml"));
    }

    private static Stream<Path> files(String suffix) {
        try (Stream<Path> walk = Files.walk(FOLDER)) {
            return walk.filter(file -> file.toString().endsWith(suffix)).sorted().toList().stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Stream<JsonNode> allObjects() {
        return objects().flatMap(file -> Yaml.documents(Chart.read(file)).stream());
    }

    private static Stream<JsonNode> pods(Path file) {
        return new Rendering(Chart.read(file)).podSpecs().values().stream();
    }

    private static Stream<JsonNode> containers(JsonNode pod) {
        return Stream.of("initContainers", "containers").flatMap(kind -> Rendering.elements(pod.path(kind)));
    }

    @ParameterizedTest
    @MethodSource("objects")
    void kubernetesOrTheOperatorKnowsEveryField(Path file) {
        List<JsonNode> documents = Yaml.documents(Chart.read(file));

        assertThat(documents).isNotEmpty().allSatisfy(object -> {
            assertThat(object.at("/metadata/name").asText()).matches("[a-z0-9]([-a-z0-9.]{0,61}[a-z0-9])?");
            if (object.path("apiVersion").asText().equals(OPERATOR)) {
                boolean secret = object.path("kind").asText().equals("ExternalSecret");
                assertThat(object.path("kind").asText()).isIn("SecretStore", "ClusterSecretStore", "ExternalSecret");
                assertThat(OperatorFields.violations(object, secret ? EXTERNAL_SECRET : STORE))
                        .as(Rendering.nameOf(object))
                        .isEmpty();
            } else {
                assertThat(UnknownFields.of(Yaml.write(object)))
                        .as(Rendering.nameOf(object))
                        .isEmpty();
            }
        });
    }

    @Test
    void anUnknownOrMissingFieldOfTheOperatorsObjectsIsFound() {
        JsonNode store = Yaml.document("spec: {provider: {webhook: {ulr: a, caProvider: {name: b}}}}");

        assertThat(OperatorFields.violations(store, STORE))
                .containsExactlyInAnyOrder(
                        "unknown spec.provider.webhook.ulr",
                        "missing spec.provider.webhook.url",
                        "missing spec.provider.webhook.result",
                        "missing spec.provider.webhook.caProvider.type");
    }

    @ParameterizedTest
    @MethodSource("objects")
    void everyPodObeysTheRestrictedLevel(Path file) {
        assertThat(pods(file)).allSatisfy(pod -> {
            assertThat(RestrictedLevel.violations(pod)).isEmpty();
            assertThat(pod.path("automountServiceAccountToken").asBoolean(true)).isFalse();
            assertThat(containers(pod)).allSatisfy(container -> {
                assertThat(container
                                .at("/securityContext/readOnlyRootFilesystem")
                                .asBoolean())
                        .isTrue();
                assertThat(container.at("/resources/limits").has("memory")).isTrue();
            });
        });
    }

    @Test
    void everyCommandOfAPodIsOneOfTheProgramAndReadsWhatIsMounted() {
        List<JsonNode> pods = objects().flatMap(ExamplesTest::pods).toList();
        List<JsonNode> ours = pods.stream()
                .flatMap(ExamplesTest::containers)
                .filter(container -> container.path("image").asText().startsWith(IMAGE))
                .toList();

        assertThat(ours).hasSize(4).allSatisfy(container -> {
            List<String> arguments = Rendering.elements(container.path("args"))
                    .map(JsonNode::asText)
                    .toList();
            assertThat(new CommandLine(new Undercroft())
                            .setCaseInsensitiveEnumValuesAllowed(true)
                            .parseArgs(arguments.toArray(String[]::new))
                            .hasSubcommand())
                    .isTrue();
            List<String> mounts = Rendering.elements(container.path("volumeMounts"))
                    .map(mount -> mount.path("mountPath").asText())
                    .toList();
            Stream.concat(
                            arguments.stream(),
                            Rendering.elements(container.path("env"))
                                    .map(variable -> variable.path("value").asText()))
                    .filter(text -> text.startsWith("/run/"))
                    .forEach(path -> assertThat(mounts).anyMatch(path::startsWith));
        });
    }

    @Test
    void theImageHasTheChartsVersion() {
        String version = Yaml.document(Chart.read(Chart.FOLDER.resolve("Chart.yaml")))
                .path("appVersion")
                .asText();

        assertThat(objects()
                        .flatMap(ExamplesTest::pods)
                        .flatMap(ExamplesTest::containers)
                        .map(container -> container.path("image").asText())
                        .filter(image -> image.startsWith(IMAGE)))
                .isNotEmpty()
                .containsOnly(IMAGE + ":" + version);
    }

    @Test
    void secretsLieInMemoryAndTokensAreForUsAndShort() {
        for (String name : List.of("init-container", "sidecar")) {
            JsonNode pod = pods(FOLDER.resolve("workload/" + name + ".yaml"))
                    .findFirst()
                    .orElseThrow();
            assertThat(pod.at("/volumes/0/emptyDir/medium").asText()).isEqualTo("Memory");
            JsonNode token = pod.at("/volumes/1/projected/sources/0/serviceAccountToken");
            assertThat(token.path("audience").asText()).isEqualTo("undercroft");
            assertThat(token.path("expirationSeconds").asInt()).isEqualTo(600);
            assertThat(pod.at("/containers/0/volumeMounts/0/readOnly").asBoolean())
                    .isTrue();
        }
    }

    @Test
    void aSidecarStartsAfterTheFilesAreThereAndGoesOn() {
        JsonNode pod = pods(FOLDER.resolve("workload/sidecar.yaml")).findFirst().orElseThrow();

        assertThat(pod.at("/initContainers/0").has("restartPolicy")).isFalse();
        assertThat(pod.at("/initContainers/1/restartPolicy").asText()).isEqualTo("Always");
        assertThat(Rendering.elements(pod.at("/initContainers/1/args")).map(JsonNode::asText))
                .contains("--watch");
    }

    @Test
    void everyExternalSecretNamesAStoreOfTheExamples() {
        Set<String> stores = new TreeSet<>();
        allObjects()
                .filter(object -> object.path("kind").asText().endsWith("SecretStore"))
                .forEach(store -> {
                    stores.add(Rendering.nameOf(store));
                    assertThat(store.at("/spec/provider/webhook/headers/Authorization")
                                    .asText())
                            .isEqualTo("Bearer {{ .credentials.token }}");
                });

        assertThat(allObjects().filter(object -> object.path("kind").asText().equals("ExternalSecret")))
                .hasSize(3)
                .allSatisfy(secret -> {
                    JsonNode reference = secret.at("/spec/secretStoreRef");
                    assertThat(stores)
                            .contains(reference.path("kind").asText() + "/"
                                    + reference.path("name").asText());
                });
    }

    @Test
    void everyCommandOfTheReadmeHasItsOptions() {
        CommandLine program = new CommandLine(new Undercroft());
        var commands = COMMAND.matcher(Chart.read(FOLDER.resolve("README.md")))
                .results()
                .toList();

        assertThat(commands).isNotEmpty().allSatisfy(command -> {
            assertThat(program.getSubcommands()).containsKey(command.group(1));
            Set<String> options = program.getSubcommands()
                    .get(command.group(1))
                    .getCommandSpec()
                    .optionsMap()
                    .keySet();
            assertThat(OPTION.matcher(command.group(2)).results().map(option -> option.group()))
                    .as(command.group())
                    .isSubsetOf(options);
        });
    }

    @Test
    void theReadmeNamesEveryFile() {
        String readme = Chart.read(FOLDER.resolve("README.md"));

        assertThat(files(".yaml").map(file -> FOLDER.relativize(file).toString()))
                .isNotEmpty()
                .allSatisfy(file -> assertThat(readme).contains("(" + file + ")"));
    }
}
