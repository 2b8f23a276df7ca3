package dev.undercroft.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the objects do together: upgrades, migration, network, scaling. */
@NeedsHelm
class BehaviourTest {

    private static final String BEFORE_THE_REST = "pre-install,pre-upgrade";

    @TempDir
    Path scratch;

    @Test
    void anUpgradeStopsNoPodBeforeAnotherIsReady() {
        JsonNode deployment = Chart.with(Chart.LEAST).render().the("Deployment");
        JsonNode pod = deployment.at("/spec/template/spec");

        assertThat(deployment.at("/spec/strategy/rollingUpdate/maxUnavailable").asInt(-1))
                .isZero();
        int untilNothingComes =
                pod.at("/containers/0/lifecycle/preStop/sleep/seconds").asInt();
        int underWay = 30;
        assertThat(variable(pod, "QUARKUS_SHUTDOWN_TIMEOUT")).isEqualTo(underWay + "s");
        assertThat(untilNothingComes).isPositive();
        assertThat(pod.path("terminationGracePeriodSeconds").asInt()).isGreaterThan(untilNothingComes + underWay);
    }

    @Test
    void theMigrationRunsBeforeTheRest() {
        JsonNode job = Chart.withHooks(scratch, Chart.LEAST).render().the("Job");

        assertThat(hookOf(job)).isEqualTo(BEFORE_THE_REST);
    }

    @Test
    void credentialsOfATrialAreThereBeforeTheMigration() {
        Rendering rendering = Chart.withHooks(scratch, Chart.valuesOf("trial")).render();

        assertThat(rendering.ofKind("Secret")).hasSize(5).allSatisfy(secret -> {
            assertThat(hookOf(secret)).isEqualTo(BEFORE_THE_REST);
            assertThat(secret.at("/metadata/annotations")
                            .path("helm.sh/was-hook-weight")
                            .asInt())
                    .isLessThan(rendering
                            .the("Job")
                            .at("/metadata/annotations")
                            .path("helm.sh/was-hook-weight")
                            .asInt());
        });
    }

    @Test
    void withADatabaseOfTheReleaseTheFirstMigrationRunsBesideThePods() {
        Rendering rendering = Chart.with(Chart.valuesOf("cloudnativepg")).render();

        assertThat(rendering.the("Job").at("/metadata/annotations").isMissingNode())
                .isTrue();
    }

    @Test
    void aChangedMigrationWithoutHelmIsAnotherJob() {
        Chart chart = Chart.with(Chart.LEAST).set("migration.hook", false);
        String before = Rendering.nameOf(chart.render().the("Job"));

        String after = Rendering.nameOf(chart.set("image.tag", "9.9.9").render().the("Job"));

        assertThat(after).isNotEqualTo(before);
    }

    @Test
    void podsSpeakToDnsTheDatabaseAndTheIssuersOnly() {
        JsonNode spec = Chart.with(Chart.LEAST)
                .set("issuers[0].issuer", "https://a")
                .set("issuers[0].audience", "b")
                .set("issuers[0].jwksLocation", "https://a:9443/keys")
                .set("issuers[1].issuer", "https://c")
                .set("issuers[1].audience", "b")
                .set("issuers[1].jwksLocation", "https://c/keys")
                .render()
                .ofKind("NetworkPolicy")
                .get(0)
                .path("spec");

        assertThat(Rendering.elements(spec.path("policyTypes")).map(JsonNode::asText))
                .containsExactly("Ingress", "Egress");
        assertThat(portsOf(spec.path("egress"))).containsExactly("53", "53", "5432", "443", "9443");
        assertThat(portsOf(spec.path("ingress"))).containsExactly("https");
    }

    @Test
    void nothingSpeaksToTheMigration() {
        JsonNode policy =
                Chart.withHooks(scratch, Chart.LEAST).render().byName().get("NetworkPolicy/undercroft-migrate");

        assertThat(policy.at("/spec/ingress").isMissingNode()).isTrue();
        assertThat(portsOf(policy.at("/spec/egress"))).containsExactly("53", "53", "5432");
    }

    @Test
    void theMigrationsPolicyIsThereBeforeTheMigrationAndGoneWithIt() {
        Rendering rendering = Chart.withHooks(scratch, Chart.LEAST).render();
        JsonNode policy =
                rendering.byName().get("NetworkPolicy/undercroft-migrate").at("/metadata/annotations");
        JsonNode job = rendering.the("Job").at("/metadata/annotations");

        assertThat(hookOf(rendering.byName().get("NetworkPolicy/undercroft-migrate")))
                .isEqualTo(BEFORE_THE_REST);
        assertThat(policy.path("helm.sh/was-hook-weight").asInt())
                .isLessThan(job.path("helm.sh/was-hook-weight").asInt());
        assertThat(policy.path("helm.sh/was-hook-delete-policy").asText())
                .isEqualTo(job.path("helm.sh/was-hook-delete-policy").asText());
    }

    @Test
    void aMigrationThatIsNoHookHasAPolicyThatIsNone() {
        JsonNode policy = Chart.with(Chart.LEAST)
                .set("migration.hook", false)
                .render()
                .byName()
                .get("NetworkPolicy/undercroft-migrate");

        assertThat(policy.at("/metadata/annotations").isMissingNode()).isTrue();
    }

    @Test
    void whatHasNoAuthenticationStaysInside() {
        Rendering rendering = Chart.with(Chart.valuesOf("everything")).render();

        assertThat(rendering.the("Ingress").findValuesAsText("path")).containsExactly("/v1", "/.well-known/jwks.json");
        assertThat(Rendering.elements(rendering.the("HTTPRoute").at("/spec/rules/0/matches"))
                        .map(match -> match.at("/path/value").asText()))
                .containsExactly("/v1", "/.well-known/jwks.json");
    }

    @Test
    void anAutoscaledDeploymentNamesNoNumber() {
        Rendering rendering = Chart.with(Chart.valuesOf("everything")).render();

        assertThat(rendering.the("Deployment").at("/spec/replicas").isMissingNode())
                .isTrue();
        assertThat(rendering.the("HorizontalPodAutoscaler").at("/spec/scaleTargetRef/name"))
                .isEqualTo(rendering.the("Deployment").at("/metadata/name"));
    }

    @Test
    void helmTestAsksWhetherTheServiceIsReady() {
        JsonNode pod = Chart.withHooks(scratch, Chart.LEAST).render().the("Pod");

        assertThat(hookOf(pod)).isEqualTo("test");
        assertThat(Rendering.elements(pod.at("/spec/containers/0/args")).map(JsonNode::asText))
                .contains("--fail", "--cacert", "https://undercroft.undercroft.svc:443/v1/health/ready")
                .doesNotContain("--insecure");
    }

    @Test
    void theNotesSayWhatToDoAndWarnOfWhatIsForTrials() {
        assertThat(Chart.notes(scratch.resolve("least"), Chart.LEAST))
                .contains(
                        "https://undercroft.undercroft.svc:443", "helm --namespace undercroft test undercroft", "token")
                .doesNotContain("WARNING");
        assertThat(Chart.notes(scratch.resolve("trial"), Chart.valuesOf("trial")))
                .contains(
                        "http://undercroft.undercroft.svc:80", "WARNING: pods speak plain HTTP", "WARNING: credentials")
                .doesNotContain("canary");
    }

    @Test
    void aDigestWinsOverTheTag() {
        assertThat(Chart.with(Chart.valuesOf("everything"))
                        .set("image.tag", "v1")
                        .render()
                        .the("Deployment")
                        .at("/spec/template/spec/containers/0/image")
                        .asText())
                .matches("[^:]+@sha256:[0-9a-f]{64}");
    }

    @Test
    void theChartHasTheProgramsVersion() {
        JsonNode chart = Yaml.document(Chart.read(Chart.FOLDER.resolve("Chart.yaml")));
        String pom = Chart.read(Path.of("pom.xml"));
        String version = pom.substring(pom.indexOf("<version>") + 9, pom.indexOf("</version>"));

        assertThat(chart.path("version").asText()).isEqualTo(version.replace("-SNAPSHOT", ""));
        assertThat(chart.path("appVersion")).isEqualTo(chart.path("version"));
    }

    private static String hookOf(JsonNode object) {
        return object.at("/metadata/annotations").path("helm.sh/was-hook").asText();
    }

    private static String variable(JsonNode pod, String name) {
        return Rendering.variables(pod)
                .filter(variable -> variable.path("name").asText().equals(name))
                .map(variable -> variable.path("value").asText())
                .findFirst()
                .orElseThrow();
    }

    private static List<String> portsOf(JsonNode rules) {
        return Rendering.elements(rules)
                .flatMap(rule -> Rendering.elements(rule.path("ports")))
                .map(port -> port.path("port").asText())
                .toList();
    }
}
