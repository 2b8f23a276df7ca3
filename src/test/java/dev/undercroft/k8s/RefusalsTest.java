package dev.undercroft.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can't work or is not safe is refused, and the refusal says how to mend it. */
@NeedsHelm
class RefusalsTest {

    @ParameterizedTest(name = "{0}={1}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "rootKey.existingSecret | '' | there is no root key | set rootKey.existingSecret=",
                "builtInIssuer.signingKey.existingSecret | '' | there is no signing key | set builtInIssuer.signingKey",
                "builtInIssuer.enabled | false | nobody's tokens are trusted | Name an issuer in issuers",
                "tls.enabled | false | secrets travel in the clear | or allowPlainHttp=true",
                "tls.existingSecret | '' | there is no certificate | Set tls.existingSecret",
                "tls.certManager.enabled | true | who signs is missing | Set tls.certManager.issuerRef.name",
                "database.host | '' | there is no database | Set database.host",
                "database.cloudnativepg.enabled | true | there are two databases | Take out database.host",
                "database.caSecret.name | '' | needs the authority | Set database.caSecret.name",
                "database.app.existingSecret | '' | there is no password | set database.app.existingSecret=",
                "database.batch.existingSecret | '' | there is no password | set database.batch.existingSecret=",
                "database.owner.existingSecret | '' | there is no password | set database.owner.existingSecret=",
                "database.parameters.password | a | has a place of its own | existingSecret",
                "database.parameters.sslmode | disable | has a place of its own | database.sslMode",
                "settings.quarkus\\.datasource\\.password | a | is a credential | extraEnv with a secretKeyRef",
                "settings.undercroft\\.root-key\\.value | a | is a credential | Take it out",
                "database.batch.username | undercroft_app | must be three logins | different names",
                "ingress.enabled | true | it has no host | Set ingress.hosts",
                "service.type | LoadBalancer | shows /q | Leave service.type=ClusterIP",
                "service.type | NodePort | without authentication | set service.allowManagementPaths=true",
                "httpRoute.enabled | true | it belongs to no Gateway | Set httpRoute.parentRefs",
                "terminationGracePeriodSeconds | 30 | would be killed | Make it longer than",
                "podDisruptionBudget.minAvailable | 1 | it takes one of | Set the other one to null"
            })
    void aRefusalSaysHowToMendIt(String value, String given, String wrong, String mending) {
        assertThatThrownBy(() -> Chart.with(Chart.LEAST).set(value, given).render())
                .hasMessageContaining(wrong)
                .hasMessageContaining(mending);
    }

    @ParameterizedTest(name = "{0}={1}: {2}")
    @CsvSource({
        "database.cloudnativepg.instances, 1, too few standbys, Make instances greater",
        "database.app.existingSecretKey, pass, reads the keys username and password only, Leave existingSecretKey"
    })
    void aClusterThatCouldNotWorkIsRefused(String value, String given, String wrong, String mending) {
        assertThatThrownBy(() -> Chart.with(Chart.valuesOf("cloudnativepg"))
                        .set(value, given)
                        .render())
                .hasMessageContaining(wrong)
                .hasMessageContaining(mending);
    }

    @Test
    void everythingThatIsMissingIsToldAtOnce() {
        assertThatThrownBy(() -> Chart.with().render())
                .hasMessageContaining("rootKey:")
                .hasMessageContaining("builtInIssuer:")
                .hasMessageContaining("tls:")
                .hasMessageContaining("database:")
                .hasMessageContaining("database.owner:");
    }

    @Test
    void plainHttpWithConsentIsRendered() {
        Rendering rendering = Chart.with(Chart.LEAST)
                .set("tls.enabled", false)
                .set("allowPlainHttp", true)
                .render();

        assertThat(rendering.the("Service").at("/spec/ports/0/port").asInt()).isEqualTo(80);
    }

    @Test
    void anOwnerIsNotNeededWithoutAMigration() {
        Rendering rendering = Chart.with(Chart.LEAST)
                .set("migration.enabled", false)
                .set("database.owner.existingSecret", "")
                .render();

        assertThat(rendering.ofKind("Deployment")).hasSize(1);
    }
}
