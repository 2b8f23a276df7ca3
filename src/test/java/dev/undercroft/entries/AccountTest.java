package dev.undercroft.entries;

import static org.assertj.core.api.Assertions.assertThat;

import dev.undercroft.testing.Json;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** Counts, and the end of all that an owner keeps here. */
@QuarkusTest
class AccountTest extends EntriesApi {

    private static final String NOTHING = """
            {"totalCategories": 0, "totalEntries": 0, "total2fa": 0, "byKeyType": {"simple": 0, "group": 0},
             "byEnvironment": {"development": 0, "staging": 0, "production": 0}}
            """;

    private void fill(String token) {
        String category = category(token, SIMPLE);
        String aws = category(token, GROUP);
        for (String environment : new String[] {"\"production\"", "\"production\"", "\"staging\"", "null"}) {
            created(as(token)
                    .body("{\"categoryId\": \"" + category + "\", \"name\": \"p\", \"value\": \"v\", \"environment\": "
                            + environment + "}")
                    .post("/api/entries"));
        }
        entry(token, aws, "g", "{\"AWS_ACCESS_KEY_ID\": \"1\", \"AWS_SECRET_ACCESS_KEY\": \"2\"}");
        post(token, "/api/2fa", "{\"service\": \"s\", \"accountName\": \"a\", \"secret\": \"GEZA\"}");
        String project = post(token, "/api/envs", "{\"name\": \"e\"}");
        post(token, "/api/envs/" + project + "/files", "{\"fileType\": \"env\", \"content\": \"A=1\"}");
    }

    @Test
    void statsCountWithZeros() {
        assertThat(Json.of(as(alice()).get("/api/stats"))).isEqualTo(Json.of(NOTHING));

        fill(alice());
        fill(person("bob", ALL_SCOPES));

        assertThat(Json.of(as(alice()).get("/api/stats"))).isEqualTo(Json.of("""
                {"totalCategories": 2, "totalEntries": 5, "total2fa": 1, "byKeyType": {"simple": 4, "group": 1},
                 "byEnvironment": {"development": 0, "staging": 1, "production": 2}}
                """));
    }

    @Test
    void deletingTheDataLeavesAccessKeysAndOtherPeople() {
        fill(alice());
        String bob = person("bob", ALL_SCOPES);
        fill(bob);
        String key = accessKey(alice(), "stats:read");

        assertThat(Json.of(ok(as(alice()).delete("/api/account/data"))))
                .isEqualTo(Json.of("{\"categories\": 2, \"entries\": 5, \"twoFactors\": 1, \"envs\": 1}"));

        assertThat(Json.of(ok(as(key).get("/api/stats")))).isEqualTo(Json.of(NOTHING));
        assertThat(as(alice()).get("/api/envs").asString()).isEqualTo("[]");
        assertThat(as(bob).get("/api/stats").<Integer>path("totalEntries")).isEqualTo(5);
        assertThat(Json.of(as(bob).get("/api/envs"))).hasSize(1);
    }
}
