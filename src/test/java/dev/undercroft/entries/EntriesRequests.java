package dev.undercroft.entries;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.fail;

import dev.undercroft.testing.Operations.Operation;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;

/** A sensible request for every operation of this door, about somebody's things. */
final class EntriesRequests {

    private static final Map<String, String> BODIES = Map.ofEntries(
            Map.entry("createCategory", EntriesApi.SIMPLE),
            Map.entry("updateCategory", "{\"name\": \"changed\"}"),
            Map.entry("createEntry", "{\"categoryId\": \"$category\", \"name\": \"n\", \"value\": \"v\"}"),
            Map.entry("updateEntry", "{\"value\": \"changed\"}"),
            Map.entry("createTwoFactor", "{\"service\": \"s\", \"accountName\": \"a\", \"secret\": \"GEZA\"}"),
            Map.entry("updateTwoFactor", "{\"service\": \"changed\"}"),
            Map.entry("createEnv", "{\"name\": \"n\"}"),
            Map.entry("updateEnv", "{\"name\": \"changed\"}"),
            Map.entry("saveEnvFile", "{\"fileType\": \"env\", \"content\": \"CHANGED=1\"}"),
            Map.entry("createAccessKey", "{\"name\": \"k\", \"scopes\": [\"entries:read\"]}"));

    /** One of everything. */
    record Things(String category, String entry, String twoFactor, String env, String file, String key) {

        static Things of(String token) {
            String category = EntriesApi.category(token, EntriesApi.SIMPLE);
            String env = EntriesApi.post(token, "/api/envs", BODIES.get("createEnv"));
            return new Things(
                    category,
                    EntriesApi.entry(token, category, "n", "v"),
                    EntriesApi.post(token, "/api/2fa", BODIES.get("createTwoFactor")),
                    env,
                    EntriesApi.post(token, "/api/envs/" + env + "/files", BODIES.get("saveEnvFile")),
                    EntriesApi.post(token, "/api/access-keys", BODIES.get("createAccessKey")));
        }

        private static Things named(String id) {
            return new Things(id, id, id, id, id, id);
        }
    }

    private EntriesRequests() {}

    /** Asks about things that all have this id. */
    static Response ask(String credential, Operation operation, String id) {
        return ask(credential, operation, Things.named(id));
    }

    /** Asks about these things. */
    static Response ask(String credential, Operation operation, Things things) {
        return ask(given().auth().oauth2(credential), operation, things);
    }

    /** Asks about these things, naming the tenant that they are in. */
    static Response askForTenant(String tenant, String credential, Operation operation, Things things) {
        return ask(given().auth().oauth2(credential).header("X-Tenant-ID", tenant), operation, things);
    }

    private static Response ask(RequestSpecification request, Operation operation, Things things) {
        boolean takesBody = operation.method().equals("PUT")
                || operation.method().equals("POST") && !operation.path().endsWith("/reveal");
        if (takesBody) {
            String body = BODIES.get(operation.id());
            if (body == null) {
                fail("no body is known for the operation %s; add one, so that it is tried too", operation.id());
            }
            request.contentType(ContentType.JSON).body(body.replace("$category", things.category()));
        }
        return request.request(operation.method(), path(operation.path(), things));
    }

    private static String path(String template, Things things) {
        String id =
                switch (template.split("/")[2]) {
                    case "categories" -> things.category();
                    case "entries" -> things.entry();
                    case "2fa" -> things.twoFactor();
                    case "envs" -> things.env();
                    case "access-keys" -> things.key();
                    default -> "";
                };
        String path = template.replace("{id}", id).replace("{fileId}", things.file());
        if (path.indexOf('{') >= 0) {
            fail("no value is known for a parameter of %s; add one, so that the operation is tried too", template);
        }
        return path;
    }
}
