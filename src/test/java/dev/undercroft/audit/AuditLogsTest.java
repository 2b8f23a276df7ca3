package dev.undercroft.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.undercroft.testing.ApiTest;
import dev.undercroft.testing.Json;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the trail says, and how it is asked (secrets specification, section 7). */
@QuarkusTest
class AuditLogsTest extends ApiTest {

    @BeforeEach
    void aDay() {
        clock.stopAt(Instant.parse("2026-04-23T14:00:00Z"));
        write(tenantAdmin(), "app/db", "p");
        clock.advance(Duration.ofMinutes(1));
        as(tenantAdmin())
                .header("X-Request-ID", "my-read")
                .header("User-Agent", "agent/1")
                .get("/v1/secrets/app/db");
        clock.advance(Duration.ofMinutes(1));
        as(user("bob").scope("secrets:read").sign())
                .get("/v1/secrets/zoo/x")
                .then()
                .statusCode(403);
        clock.advance(Duration.ofMinutes(1));
    }

    @Test
    void anEntrySaysWhoDidWhatWhereAndHowItEnded() {
        JsonNode entry = Json.of(logs("?request_id=my-read")).get("logs").get(0);

        assertThat(entry.get("id").textValue()).startsWith("log_");
        assertThat(entry.get("duration_ms").isInt()).isTrue();
        assertThat(entry.get("credential_id").textValue()).isNotBlank();
        assertThat(Json.without(entry, "id", "duration_ms", "credential_id", "code"))
                .isEqualTo(Json.of("{\"timestamp\": \"2026-04-23T14:01:00.000000Z\", \"action\": \"read\","
                        + " \"secret_path\": \"app/db\", \"identity_type\": \"user\", \"identity_id\": \"user:alice\","
                        + " \"tenant_id\": \"" + tenant + "\", \"actor_tenant_id\": \"" + tenant
                        + "\", \"actor_partner_id\": \"" + partner + "\", \"source_ip\": \"127.0.0.1\","
                        + " \"user_agent\": \"agent/1\", \"success\": true, \"request_id\": \"my-read\","
                        + " \"extra_data\": {}}"));
    }

    @Test
    void aRefusalIsOnRecordWithItsCode() {
        JsonNode entry = Json.of(logs("?success=false")).get("logs").get(0);

        assertThat(entry.get("identity_id").textValue()).isEqualTo("user:bob");
        assertThat(entry.get("secret_path").textValue()).isEqualTo("zoo/x");
        assertThat(entry.get("success").booleanValue()).isFalse();
        assertThat(entry.get("code").textValue()).isEqualTo("access_denied");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "?action=read                               | read:zoo/x read:app/db",
                "?action=read,write                         | read:zoo/x read:app/db write:app/db",
                "?action=write                              | write:app/db",
                "?identity_id=user:bob                      | read:zoo/x",
                "?identity_id=user:nobody                   | ''",
                "?action=read,write&identity_type=user      | read:zoo/x read:app/db write:app/db",
                "?identity_type=service_account             | ''",
                "?path_prefix=app/                          | read:app/db write:app/db",
                "?success=false                             | read:zoo/x",
                "?path_prefix=app/&success=true             | read:app/db write:app/db",
                "?action=read&source_ip=127.0.0.1           | read:zoo/x read:app/db",
                "?source_ip=192.0.2.1                       | ''",
                "?request_id=my-read                        | read:app/db",
                "?action=read&from=2026-04-23T14:02:00Z     | read:zoo/x",
                "?action=read&to=2026-04-23T14:02:00Z       | read:app/db",
                "?from=2026-04-23T14:00:30Z&to=2026-04-23T14:01:30Z | read:app/db"
            })
    void everyFilterNarrowsTheTrail(String query, String expected) {
        List<String> found = new ArrayList<>();
        Json.of(logs(query))
                .get("logs")
                .forEach(entry -> found.add(entry.get("action").textValue() + ":"
                        + entry.path("secret_path").textValue()));

        assertThat(String.join(" ", found)).isEqualTo(expected);
    }

    @Test
    void pagesFollowEachOtherNewestFirst() {
        Response first = logs("?action=read,write&limit=2");
        Response second = as(tenantAdmin())
                .queryParam("cursor", first.<String>path("cursor"))
                .get("/v1/audit/logs?action=read,write&limit=2");

        assertThat(first.<List<String>>path("logs.action")).containsExactly("read", "read");
        assertThat(first.<Boolean>path("has_more")).isTrue();
        assertThat(second.<List<String>>path("logs.action")).containsExactly("write");
        assertThat(second.<Boolean>path("has_more")).isFalse();
        assertThat(second.<String>path("cursor")).isNull();
    }

    @Test
    void readingTheTrailStandsInTheTrail() {
        logs("");

        assertThat(logs("?action=audit_read").<List<?>>path("logs")).isNotEmpty();
    }

    @Test
    void anActThroughThePrefixNamesActorAndTarget() {
        as(partnerAdmin()).get("/v1/t/" + tenant + "/secrets/app/db").then().statusCode(200);

        Response answer = logs("?action=read&limit=1");

        assertThat(answer.<String>path("logs[0].tenant_id")).isEqualTo(tenant);
        assertThat(answer.<String>path("logs[0].actor_tenant_id")).isNull();
        assertThat(answer.<String>path("logs[0].actor_partner_id")).isEqualTo(partner);
    }

    @Test
    void aStrangersAttemptStandsInHisOwnTrail() {
        String other = "tnt_" + unique();
        makeTenant(other, partner);

        as(tenantAdmin(other)).get("/v1/t/" + tenant + "/secrets/app/db").then().statusCode(403);

        assertThat(as(tenantAdmin(other)).get("/v1/audit/logs?success=false").<List<String>>path("logs.code"))
                .containsExactly("tenant_access_denied");
    }

    private Response logs(String query) {
        Response answer = as(tenantAdmin()).get("/v1/audit/logs" + query);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return answer;
    }
}
