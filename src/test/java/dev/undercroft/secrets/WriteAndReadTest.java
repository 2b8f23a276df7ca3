package dev.undercroft.secrets;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.undercroft.testing.ApiTest;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class WriteAndReadTest extends ApiTest {

    @Test
    void aWrittenValueIsReadBack() {
        as(tenantAdmin())
                .body("{\"data\": {\"password\": \"s3cret\"}}")
                .put("/v1/secrets/app/db")
                .then()
                .statusCode(201)
                .header("ETag", "\"1\"")
                .body("version", equalTo(1))
                .body("created", equalTo(true))
                .body("expires_at", nullValue());

        as(tenantAdmin())
                .get("/v1/secrets/app/db")
                .then()
                .statusCode(200)
                .header("ETag", "\"1\"")
                .header("Cache-Control", "no-store")
                .body("data.password", equalTo("s3cret"));
    }

    @Test
    void halfASurrogatePairIsRefusedAndNotChanged() {
        as(tenantAdmin())
                .body("{\"data\": {\"p\": \"a\\ud800b\"}}")
                .put("/v1/secrets/app/half")
                .then()
                .statusCode(422)
                .body("error.details.fields.data", org.hamcrest.Matchers.containsString("surrogate"));
        as(tenantAdmin()).get("/v1/secrets/app/half").then().statusCode(404);
    }

    @Test
    void aBatchThatFailsFastReadsNothingBehindTheFailure() {
        write(tenantAdmin(), "app/behind", "x");

        as(tenantAdmin())
                .body("{\"paths\": [\"nope/x\", \"app/behind\"], \"options\": {\"fail_fast\": true}}")
                .post("/v1/secrets/batch")
                .then()
                .statusCode(200)
                .body("secrets", equalTo(java.util.Map.of()));

        as(tenantAdmin())
                .get("/v1/audit/logs?action=read&path_prefix=app/behind")
                .then()
                .body("logs", equalTo(java.util.List.of()));
    }

    @Test
    void aRefusalBeforeThePathSaysWhatWasAskedFor() {
        as(partnerAdmin())
                .get("/v1/t/tnt_nobody_here/secrets/app/target")
                .then()
                .statusCode(404);

        as(partnerAdmin())
                .get("/v1/audit/logs?success=false")
                .then()
                .body("logs[0].extra_data.resource", equalTo("/v1/t/tnt_nobody_here/secrets/app/target"));
    }
}
