package dev.undercroft.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.undercroft.identity.IdentityConfig;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the chart gives a pod as environment is what the service reads. */
@NeedsHelm
class ConfigurationOfPodsTest {

    @TempDir
    Path scratch;

    @Test
    void theServiceReadsEveryFieldOfEveryIssuer() {
        IdentityConfig identity = configOf(
                        Chart.with(Chart.valuesOf("everything")).render(), "Deployment")
                .getConfigMapping(IdentityConfig.class);

        assertThat(identity.issuers()).hasSize(3);
        IdentityConfig.Issuer first = identity.issuers().get(0);
        assertThat(first.issuer()).isEqualTo("https://login.example");
        assertThat(first.audience()).isEqualTo("undercroft");
        assertThat(first.jwksLocation()).isEqualTo("https://login.example:8443/keys");
        assertThat(first.algorithms()).containsExactly("RS256", "ES256");
        assertThat(first.clockSkew()).isEqualTo(Duration.ofSeconds(10));
        assertThat(first.highestRole()).isEqualTo("super_admin");
        assertThat(first.identityType()).isEqualTo("service_account");
        assertThat(first.claims().tenantId()).isEqualTo("org.tenant");
        assertThat(first.claims().partnerId()).isEqualTo("org.partner");
        assertThat(first.claims().role()).isEqualTo("org.role");
        assertThat(first.claims().scope()).isEqualTo("scp");
        assertThat(first.claims().groups()).isEqualTo("roles");
        assertThat(first.claims().identityType()).isEqualTo("kind");
        assertThat(first.typeRequired()).isTrue();
        assertThat(first.workloads()).isEmpty();
        assertThat(identity.issuers().get(1).algorithms()).containsExactly("RS256");
    }

    @Test
    void largeNumbersReachTheServiceAsTheyAre() {
        assertThat(configOf(Chart.with(Chart.valuesOf("everything")).render(), "Deployment")
                        .getValue("undercroft.rate-limit.other", Integer.class))
                .isEqualTo(2_000_000);
    }

    @Test
    void theServiceReadsEveryWorkloadOfACluster() {
        IdentityConfig.Issuer cluster = configOf(
                        Chart.with(Chart.valuesOf("everything")).render(), "Deployment")
                .getConfigMapping(IdentityConfig.class)
                .issuers()
                .get(2);

        assertThat(cluster.jwksCaFile()).contains("/var/run/secrets/undercroft-cluster/ca.crt");
        assertThat(cluster.jwksTokenFile()).contains("/var/run/secrets/undercroft-cluster/token");
        assertThat(cluster.typeRequired()).isFalse();
        assertThat(cluster.workloads()).hasSize(2);
        assertThat(cluster.workloads().get(0).subject()).isEqualTo("system:serviceaccount:shop:web");
        assertThat(cluster.workloads().get(0).tenantId()).isEqualTo("tnt_shop");
        assertThat(cluster.workloads().get(0).scopes()).containsExactly("secrets:read", "secrets:list");
        assertThat(cluster.workloads().get(1).subject()).isEqualTo("system:serviceaccount:bank:*");
    }

    @Test
    void theServiceReadsWhereItsSigningKeyIs() {
        Rendering rendering = Chart.with(Chart.LEAST).render();
        IdentityConfig identity = configOf(rendering, "Deployment").getConfigMapping(IdentityConfig.class);

        assertThat(identity.builtIn().enabled()).isTrue();
        assertThat(identity.builtIn().signingKeyFile())
                .hasValueSatisfying(file ->
                        assertThat(Path.of(file).getParent().toString()).isEqualTo(mountOf(rendering, "signing-key")));
    }

    @Test
    void withoutTheBuiltInIssuerNoKeyIsMounted() {
        Rendering rendering = Chart.with(Chart.valuesOf("cloudnativepg")).render();

        assertThat(configOf(rendering, "Deployment")
                        .getConfigMapping(IdentityConfig.class)
                        .builtIn()
                        .enabled())
                .isFalse();
        assertThat(mountOf(rendering, "signing-key")).isEmpty();
    }

    @Test
    void podsSpeakHttpsOnlyWithTheMountedCertificate() {
        Rendering rendering = Chart.with(Chart.LEAST).render();
        SmallRyeConfig config = configOf(rendering, "Deployment");

        assertThat(config.getRawValue("quarkus.http.insecure-requests")).isEqualTo("disabled");
        assertThat(config.getRawValue("quarkus.http.tls-configuration-name")).isEqualTo("http");
        assertThat(config.getRawValue("quarkus.tls.\"http\".key-store.pem.\"server\".cert"))
                .isEqualTo(mountOf(rendering, "tls") + "/tls.crt");
        assertThat(config.getRawValue("quarkus.tls.\"http\".key-store.pem.\"server\".key"))
                .isEqualTo(mountOf(rendering, "tls") + "/tls.key");
        assertThat(config.getRawValue("quarkus.tls.\"http\".reload-period")).isEqualTo("1h");
        assertThat(config.getRawValue("quarkus.http.ssl-port"))
                .isEqualTo(rendering
                        .the("Deployment")
                        .at("/spec/template/spec/containers/0/ports/0/containerPort")
                        .asText());
    }

    @Test
    void theDatabaseIsAskedForItsCertificate() {
        assertThat(jdbcUrlOf(Chart.LEAST))
                .isEqualTo("jdbc:postgresql://postgresql.databases.svc:5432/undercroft?sslmode=verify-full"
                        + "&sslrootcert=%2Fetc%2Fundercroft%2Fdatabase-ca%2Fca.crt");
        assertThat(jdbcUrlOf(Chart.valuesOf("cloudnativepg")))
                .startsWith("jdbc:postgresql://undercroft-db-rw:5432/undercroft?sslmode=verify-full&sslrootcert=");
        assertThat(jdbcUrlOf(Chart.valuesOf("everything")))
                .isEqualTo("jdbc:postgresql://db.example:5433/secrets?ApplicationName=undercroft+%26+co"
                        + "&sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory&sslmode=verify-full");
    }

    @Test
    void onlyTheMigrationChangesTheSchema() {
        Rendering rendering = Chart.withHooks(scratch, Chart.LEAST).render();

        assertThat(configOf(rendering, "Deployment").getRawValue("quarkus.flyway.migrate-at-start"))
                .isEqualTo("false");
        assertThat(configOf(rendering, "Job").getRawValue("quarkus.flyway.username"))
                .isEqualTo("undercroft_owner");
        assertThat(rendering
                        .the("Job")
                        .at("/spec/template/spec/containers/0/args/0")
                        .asText())
                .isEqualTo("migrate");
    }

    @Test
    void aSettingReachesTheServiceUnderItsName() {
        SmallRyeConfig config =
                configOf(Chart.with(Chart.valuesOf("everything")).render(), "Deployment");

        assertThat(config.getRawValue("undercroft.audit.retention")).isEqualTo("365d");
        assertThat(config.getRawValue("undercroft.rate-limit.read")).isEqualTo("1000");
        assertThat(config.getRawValue("quarkus.datasource.jdbc.max-size")).isEqualTo("30");
    }

    private static String jdbcUrlOf(Path values) {
        return configOf(Chart.with(values).render(), "Deployment").getRawValue("quarkus.datasource.jdbc.url");
    }

    private static SmallRyeConfig configOf(Rendering rendering, String kind) {
        Map<String, String> environment = Rendering.variables(
                        rendering.the(kind).at("/spec/template/spec"))
                .filter(variable -> variable.has("value"))
                .collect(Collectors.toMap(variable -> variable.path("name").asText(), variable -> variable.path("value")
                        .asText()));
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withSources(new EnvConfigSource(environment, 300))
                .withMapping(IdentityConfig.class)
                .build();
    }

    private static String mountOf(Rendering rendering, String volume) {
        JsonNode mounts = rendering.the("Deployment").at("/spec/template/spec/containers/0/volumeMounts");
        return Rendering.elements(mounts)
                .filter(mount -> mount.path("name").asText().equals(volume))
                .map(mount -> mount.path("mountPath").asText())
                .findFirst()
                .orElse("");
    }
}
