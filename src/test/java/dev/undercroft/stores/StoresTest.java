package dev.undercroft.stores;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.undercroft.testing.Json;
import dev.undercroft.testing.TokenBuilder;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class StoresTest extends StoresApi {

    @Test
    void aStoreHasTheShapeOfTheContract() {
        clock.stopAt(Instant.parse("2023-09-21T18:56:32.624632Z"));

        JsonNode made =
                result(as(writer()).body("{\"name\": \"service_x_keys\"}").post(base() + "/stores"));

        String id = made.get("id").textValue();
        assertThat(id).matches("[0-9a-f]{32}");
        assertThat(made).isEqualTo(Json.of("""
                {"id": "%s", "name": "service_x_keys", "created": "2023-09-21T18:56:32.624632Z",
                 "modified": "2023-09-21T18:56:32.624632Z", "account_id": "%s"}
                """.formatted(id, tenant)));
        Response list = as(writer()).get(base() + "/stores");
        assertThat(result(list).get(0)).isEqualTo(made);
        assertThat(Json.of(list).get("result_info"))
                .isEqualTo(Json.of(
                        "{\"count\": 1, \"page\": 1, \"per_page\": 20, \"total_count\": 1, \"total_pages\": 1}"));
        assertThat(result(as(writer()).get(base() + "/stores/" + id))).isEqualTo(made);
    }

    @Test
    void anArrayOfStoresIsAnsweredInKind() {
        // Clients before the sixth generation; the API document shows the one object of those since.
        JsonNode made = result(as(writer())
                .noFilters()
                .body("[{\"name\": \"a\"}, {\"name\": \"b\"}]")
                .post(base() + "/stores"));

        assertThat(made.findValuesAsText("name")).containsExactly("a", "b");
    }

    @Test
    void theSameIsServedBelowTheBaseOfRealClientsWhateverTheBodysType() {
        JsonNode made = result(io.restassured.RestAssured.given()
                .auth()
                .oauth2(writer())
                .contentType("text/plain;charset=UTF-8")
                .body("{\"name\": \"x\"}")
                .post("/client/v4" + base() + "/stores"));

        assertThat(result(as(writer()).get("/client/v4" + base() + "/stores?per_page=10&page=1"))
                        .get(0))
                .isEqualTo(made);
    }

    @Test
    void aNameIsTakenOncePerAccountAndFreeAgainAfterDeletion() {
        String id = store("x");

        Response taken = as(writer()).body("{\"name\": \"x\"}").post(base() + "/stores");
        assertThat(refused(taken, 409, 1003)).contains("x");
        assertThat(taken.header("x-should-retry")).isEqualTo("false");

        assertThat(result(as(writer()).delete(base() + "/stores/" + id)).isNull())
                .isTrue();
        store("x");
        refused(as(writer()).get(base() + "/stores/" + id), 404, 1001);
    }

    @Test
    void aStoreWithSecretsGoesOnlyByForce() {
        String id = store("x");
        String secret = secret(id, "s", "v", "workers");

        Response kept = as(writer()).delete(base() + "/stores/" + id);
        assertThat(refused(kept, 409, 1003)).isEqualTo("store_not_empty");
        assertThat(kept.header("x-should-retry")).isEqualTo("false");
        result(as(writer()).get(secrets(id) + "/" + secret));

        result(as(writer()).delete(base() + "/stores/" + id + "?force=true"));
        assertThat(refused(as(writer()).get(secrets(id)), 404, 1001)).isEqualTo("store_not_found");
        assertThat(result(as(writer()).get(base() + "/quota"))
                        .at("/secrets/usage")
                        .intValue())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | store_name_empty",
                "{\"name\": \"\"} | store_name_empty",
                "{\"name\": \"a b\"} | store_name_invalid",
                "{\"name\": 7} | store_name_invalid",
                "[] | invalid_json_body",
                "[1] | invalid_json_body",
                "7 | invalid_json_body",
                "{ | invalid_json_body"
            })
    void whatIsNoStoreIsRefused(String body, String message) {
        assertThat(refused(as(writer()).body(body).post(base() + "/stores"), 400, 1001))
                .startsWith(message);
        assertThat(result(as(writer()).get(base() + "/stores"))).isEmpty();
    }

    @Test
    void nothingIsMadeOfABatchWithOneBadName() {
        refused(as(writer()).body("[{\"name\": \"a\"}, {\"name\": \"b c\"}]").post(base() + "/stores"), 400, 1001);
        refused(as(writer()).body("[{\"name\": \"a\"}, {\"name\": \"a\"}]").post(base() + "/stores"), 409, 1003);

        assertThat(result(as(writer()).get(base() + "/stores"))).isEmpty();
    }

    @Test
    void listsAreOrderedPagedAndEmptyBehindTheEnd() {
        for (String name : List.of("b", "c", "a")) {
            store(name);
        }

        assertThat(names("")).containsExactly("a", "c", "b");
        assertThat(names("?direction=asc")).containsExactly("b", "c", "a");
        assertThat(names("?order=name&direction=asc")).containsExactly("a", "b", "c");
        assertThat(names("?order=name&direction=asc&per_page=2&page=2")).containsExactly("c");
        assertThat(names("?per_page=2&page=3")).isEmpty();
        assertThat(names("?page=0&per_page=0")).hasSize(3);
        assertThat(names("?page=999999999")).isEmpty();
    }

    private List<String> names(String query) {
        return result(as(writer()).urlEncodingEnabled(false).get(base() + "/stores" + query))
                .findValuesAsText("name");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "page=-1",
                "page=x",
                "per_page=101",
                "per_page=x",
                "order=color",
                "direction=up",
                "page=99999999999"
            })
    void badParametersAreNamed(String query) {
        String message = refused(as(writer()).get(base() + "/stores?" + query), 400, 1001);

        assertThat(message).contains(query.substring(0, query.indexOf('=')));
    }

    @Test
    void theAccountIsTheTokensTenantOrOneOfTheAdminsPartner() {
        String other = "tnt_" + unique();
        makeTenant(other, partner);
        store("x");

        refused(as(writer()).get(base(other) + "/stores"), 403, 10000);
        refused(as(writer()).get(base("tnt_nowhere") + "/stores"), 403, 10000);
        String admin =
                TokenBuilder.token(clock).partner(partner).role("partner_admin").sign();
        assertThat(result(as(admin).get(base() + "/stores"))).hasSize(1);
        assertThat(result(as(admin).get(base(other) + "/stores"))).isEmpty();
        refused(as(admin).get(base("tnt_nowhere") + "/stores"), 404, 7003);
        String tenantAdmin =
                TokenBuilder.token(clock).tenant(tenant).role("tenant_admin").sign();
        assertThat(result(as(tenantAdmin).get(base() + "/stores"))).hasSize(1);
    }

    @Test
    void scopesAreCheckedAloneAndNamed() {
        String reader = user("r").scope("stores:read").sign();
        String writerAlone = user("w").scope("stores:write").sign();

        assertThat(refused(as(reader).body("{\"name\": \"x\"}").post(base() + "/stores"), 403, 9109))
                .contains("stores:write");
        assertThat(refused(as(writerAlone).get(base() + "/stores"), 403, 9109)).contains("stores:read");
        refused(io.restassured.RestAssured.given().get(base() + "/stores"), 401, 10000);
        refused(as("garbage").get("/client/v4" + base() + "/stores"), 401, 10000);
    }

    @Test
    void anAccessKeyWorksAsTheKeyOfThisApi() {
        String key = as(user("alice").scope("stores:read", "stores:write").sign())
                .body("{\"name\": \"k\", \"scopes\": [\"stores:read\"]}")
                .post("/api/access-keys")
                .path("key");

        result(io.restassured.RestAssured.given()
                .header("X-Auth-Email", "a@acme.example")
                .header("X-Auth-Key", key)
                .get("/client/v4" + base() + "/stores"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/client/v4/nowhere", "/accounts/x/secrets_store/nowhere", "/client/v4", "/user/nowhere"})
    void unknownRoutesHaveTheEnvelope(String path) {
        assertThat(refused(as(superAdmin()).get(path), 404, 1000)).isEqualTo("not found");
    }

    @Test
    void anAccountThatIsSpeltOtherwiseNamesNothing() {
        String id = store("x");
        String other = "tnt_" + unique();
        makeTenant(other, partner);
        for (String path : List.of(
                "/%61ccounts/" + other + "/secrets_store/stores/" + id,
                "/client/v4/%61ccounts/" + other + "/secrets_store/stores/" + id,
                "/accounts;x/" + other + "/secrets_store/stores/" + id,
                "/accounts/" + other + ";x/secrets_store/stores/" + id)) {
            for (String token : List.of(writer(), tenantAdmin(), partnerAdmin(), superAdmin())) {
                assertThat(as(token).urlEncodingEnabled(false).get(path).statusCode())
                        .as(path)
                        .isIn(403, 404);
                assertThat(as(token)
                                .urlEncodingEnabled(false)
                                .header("X-Tenant-ID", tenant)
                                .delete(path + "?force=true")
                                .statusCode())
                        .as(path)
                        .isIn(403, 404);
            }
        }
        result(as(writer()).get(base() + "/stores/" + id));
    }

    @Test
    void theBaseOfRealClientsLeadsToThisDoorAlone() {
        for (String path : List.of("/v1/secrets", "/v1/identity/tenants", "/api/entries", "/q/health")) {
            refused(as(superAdmin()).get("/client/v4" + path), 404, 1000);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"%00", "%0A", "x", "0000000000000000000000000000000"})
    void anIdThatCanBeNoneIsNotFoundAndReachesNoTrail(String id) {
        String longer = id.equals("x") ? "x".repeat(3000) : id;
        for (String path : List.of("/stores/" + longer, "/stores/" + longer + "/secrets/" + longer)) {
            Response answer = as(writer()).urlEncodingEnabled(false).get(base() + path);
            // 414 where the address is longer than the server takes at all.
            assertThat(answer.statusCode()).as(answer.asString()).isIn(404, 414);
            answer = as(service("workers")).urlEncodingEnabled(false).post(base() + path + "/resolve");
            assertThat(answer.statusCode()).as(answer.asString()).isIn(404, 405, 414);
        }
    }

    @Test
    void aMalformedQueryIsNoFaultOfTheService() throws IOException {
        for (String path :
                List.of("/v1/secrets?prefix=a|b", "/client/v4" + base() + "/stores?page=1|2", "/v1/version?x={")) {
            assertThat(statusOf(path)).as(path).isLessThan(500);
        }
    }

    /** As it stands on the wire, which no client library sends. */
    private int statusOf(String path) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", RestAssured.port)) {
            String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + writer()
                    + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return Integer.parseInt(answer.split(" ")[1]);
        }
    }

    @Test
    void moreThanAHundredAtOnceAreRefused() {
        String body = "[" + "{\"name\": \"a\"},".repeat(100) + "{\"name\": \"a\"}]";

        assertThat(refused(as(writer()).body(body).post(base() + "/stores"), 400, 1001))
                .startsWith("too_many_items");
    }

    @Test
    void wrongMethodsHaveTheEnvelope() {
        refused(as(writer()).put(base() + "/stores"), 405, 1000);
    }

    @Test
    void theCallsOfTheCommandLineClientAreAnsweredOutOfTheToken() {
        JsonNode membership =
                result(as(writer()).get("/client/v4/memberships?page=1")).get(0);
        assertThat(membership.at("/account/id").textValue()).isEqualTo(tenant);
        assertThat(membership.get("status").textValue()).isEqualTo("accepted");
        assertThat(result(as(writer()).get("/client/v4/accounts?page=1"))
                        .get(0)
                        .get("id")
                        .textValue())
                .isEqualTo(tenant);
        assertThat(result(as(writer()).get("/client/v4/user")).get("email").textValue())
                .isEqualTo("writer");
        assertThat(result(as(writer()).get("/client/v4/user/tokens/verify"))
                        .get("status")
                        .textValue())
                .isEqualTo("active");
    }
}
