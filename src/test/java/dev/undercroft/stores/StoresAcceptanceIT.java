package dev.undercroft.stores;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.undercroft.testing.TestDatabase;
import dev.undercroft.testing.TokenBuilder;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The stores door from end to end, against what the build made: the jar, or the native executable. */
@QuarkusIntegrationTest
@WithTestResource(TestDatabase.class)
class StoresAcceptanceIT {

    private String tenant;
    private String stores;
    private String writer;

    @BeforeEach
    void makeRealms() {
        String unique = UUID.randomUUID().toString().replace("-", "").substring(0, 16);
        tenant = "tnt_" + unique;
        stores = "/client/v4/accounts/" + tenant + "/secrets_store/stores";
        String superAdmin = TokenBuilder.token().role("super_admin").sign();
        made(superAdmin, "/v1/identity/partners", "{\"id\": \"ptn_" + unique + "\", \"name\": \"Partner\"}");
        made(
                superAdmin,
                "/v1/identity/tenants",
                "{\"id\": \"" + tenant + "\", \"name\": \"Tenant\", \"partner_id\": \"ptn_" + unique + "\"}");
        writer = TokenBuilder.token()
                .tenant(tenant)
                .scope("stores:read stores:write audit:read")
                .sign();
    }

    private static void made(String token, String path, String body) {
        as(token).contentType("application/json").body(body).post(path).then().statusCode(201);
    }

    // As the command-line client sends its JSON.
    private static RequestSpecification as(String token) {
        return given().auth().oauth2(token).contentType("text/plain;charset=UTF-8");
    }

    @Test
    void aSecretIsWrittenOnceAndReadByItsServicesAlone() {
        String store = as(writer)
                .body("{\"name\": \"main\"}")
                .post(stores)
                .then()
                .statusCode(200)
                .body("success", equalTo(true))
                .extract()
                .path("result.id");
        String secrets = stores + "/" + store + "/secrets";
        String secret = as(writer)
                .body("[{\"name\": \"KEY\", \"value\": \"first\", \"scopes\": [\"workers\"]}]")
                .post(secrets)
                .then()
                .statusCode(200)
                .body("result[0].status", equalTo("active"))
                .body("result[0].value", nullValue())
                .extract()
                .path("result[0].id");
        as(writer)
                .body("{\"value\": \"second\", \"comment\": \"c\"}")
                .patch(secrets + "/" + secret)
                .then()
                .statusCode(200)
                .body("result.comment", equalTo("c"));
        as(writer)
                .get(secrets + "?search=key")
                .then()
                .body("result", hasSize(1))
                .body("result_info.total_count", equalTo(1));
        String service = TokenBuilder.token()
                .tenant(tenant)
                .serviceAccount("edge")
                .scope("stores:resolve")
                .claim("services", List.of("workers"))
                .sign();

        as(service)
                .post(secrets + "/" + secret + "/resolve")
                .then()
                .statusCode(200)
                .body("result.value", equalTo("second"));
        as(writer)
                .post(secrets + "/" + secret + "/resolve")
                .then()
                .statusCode(403)
                .body("success", equalTo(false))
                .body("errors[0].code", equalTo(9109));

        String copy = as(writer)
                .body("{\"name\": \"COPY\", \"scopes\": [\"dex\"]}")
                .post(secrets + "/" + secret + "/duplicate")
                .then()
                .statusCode(200)
                .extract()
                .path("result.id");
        as(writer).delete(stores + "/" + store).then().statusCode(409).header("x-should-retry", "false");
        as(writer)
                .body("{\"ids\": [\"" + secret + "\", \"" + copy + "\"]}")
                .delete(secrets)
                .then()
                .statusCode(202);
        as(writer).delete(stores + "/" + store).then().statusCode(200).body("result", nullValue());
        as(writer)
                .get("/client/v4/accounts/" + tenant + "/secrets_store/quota")
                .then()
                .body("result.secrets.usage", equalTo(0));
        as(writer).get("/v1/audit/logs").then().body("logs.action", hasItems("resolve", "write", "delete", "list"));
    }

    @Test
    void errorsHaveTheEnvelope() {
        as(writer)
                .body("{")
                .post(stores)
                .then()
                .statusCode(400)
                .body("errors[0].message", equalTo("invalid_json_body"));
        given().get(stores).then().statusCode(401).body("errors[0].code", equalTo(10000));
        as(writer).get("/client/v4/nowhere").then().statusCode(404).body("errors[0].code", equalTo(1000));
        as(writer).get(stores + "/none").then().statusCode(404).body("errors[0].message", equalTo("store_not_found"));
        as(writer).get("/client/v4/memberships").then().body("result[0].account.id", not(equalTo("")));
    }
}
