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
}
