package dev.undercroft.stores;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.undercroft.testing.Json;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class StoreSecretsTest extends StoresApi {

    private static final String DRAFT =
            "{\"name\": \"%s\", \"value\": \"s3cret\", \"scopes\": [\"workers\"], \"comment\": \"%s\"}";

    private String store;

    @BeforeEach
    void aStore() {
        store = store("main");
    }

    private Response create(String body) {
        return as(writer()).body(body).post(secrets(store));
    }

    @Test
    void aSecretHasTheShapeOfTheContractAndNoValue() {
        clock.stopAt(Instant.parse("2023-09-21T18:56:32.624632Z"));

        JsonNode made = result(
                create("[{\"name\": \"MY_KEY\", \"value\": \"s3cret\", \"scopes\": [\"workers\", \"ai_gateway\"]}]"));

        String id = made.at("/0/id").textValue();
        assertThat(id).matches("[0-9a-f]{32}");
        assertThat(made).isEqualTo(Json.of("""
                [{"id": "%s", "name": "MY_KEY", "store_id": "%s", "comment": "", "scopes": ["ai_gateway", "workers"],
                  "status": "active", "created": "2023-09-21T18:56:32.624632Z",
                  "modified": "2023-09-21T18:56:32.624632Z"}]
                """.formatted(id, store)));
        assertThat(result(as(writer()).get(secrets(store)))).isEqualTo(made);
        assertThat(result(as(writer()).get(secrets(store) + "/" + id))).isEqualTo(made.get(0));
    }

    @Test
    void aBatchIsAllOrNothingInTheOrderOfTheRequest() {
        JsonNode made = result(create("[" + DRAFT.formatted("b", "") + ", " + DRAFT.formatted("a", "") + "]"));
        assertThat(made.findValuesAsText("name")).containsExactly("b", "a");

        String message =
                refused(create("[" + DRAFT.formatted("c", "") + ", " + DRAFT.formatted("a", "") + "]"), 409, 1003);
        assertThat(message).isEqualTo("secret_name_already_exists: a");
        refused(create("[" + DRAFT.formatted("c", "") + ", " + DRAFT.formatted("c", "") + "]"), 409, 1003);
        refused(create("[" + DRAFT.formatted("c", "") + ", " + DRAFT.formatted("c c", "") + "]"), 400, 1001);

        assertThat(result(as(writer()).get(secrets(store)))).hasSize(2);
        assertThat(result(as(writer()).get(base() + "/quota"))
                        .at("/secrets/usage")
                        .intValue())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[{\"value\": \"v\", \"scopes\": [\"workers\"]}] | secret_name_empty | /0/name",
                "[{\"name\": \"a b\", \"value\": \"v\", \"scopes\": [\"workers\"]}] | secret_name_invalid | /0/name",
                "[{\"name\": \"a\", \"scopes\": [\"workers\"]}] | secret_value_empty | /0/value",
                "[{\"name\": \"a\", \"value\": \"\", \"scopes\": [\"workers\"]}] | secret_value_empty | /0/value",
                "[{\"name\": \"a\", \"value\": 5, \"scopes\": [\"workers\"]}] | secret_value_invalid | /0/value",
                "[{\"name\": \"a\", \"value\": \"v\"}] | secret_scopes_empty | /0/scopes",
                "[{\"name\": \"a\", \"value\": \"v\", \"scopes\": []}] | secret_scopes_empty | /0/scopes",
                "[{\"name\": \"a\", \"value\": \"v\", \"scopes\": [\"email\"]}] | secret_scope_invalid | /0/scopes",
                "[{\"name\": \"a\", \"value\": \"v\", \"scopes\": [\"workers\"], \"comment\": 7}] | secret_comment_invalid | /0/comment",
                "{\"name\": \"a\"} | invalid_json_body |",
                "[] | invalid_json_body |",
                "[[]] | invalid_json_body |",
                "[{ | invalid_json_body |"
            })
    void whatIsNoSecretIsRefusedWhereItIsWrong(String body, String message, String pointer) {
        Response answer = create(body);

        assertThat(refused(answer, 400, 1001)).startsWith(message);
        assertThat(Json.of(answer).at("/errors/0/source/pointer").textValue()).isEqualTo(pointer);
    }

    @Test
    void aValueHasAtMost64KiBOfUtf8() {
        String most = "\u00e4".repeat(32_768);
        String body = "[{\"name\": \"%s\", \"value\": \"%s\", \"scopes\": [\"workers\"]}]";

        result(create(body.formatted("a", most)));
        assertThat(refused(create(body.formatted("b", most + "x")), 400, 1001))
                .startsWith("secret_value_too_long")
                .doesNotContain("\u00e4");
    }

    @Test
    void aChangeTouchesWhatIsGivenAndNeverTheName() {
        String id = secret(store, "a", "v", "workers");

        JsonNode changed = result(as(writer())
                .body("{\"comment\": \"c\", \"scopes\": [\"dex\"], \"name\": \"b\"}")
                .patch(secrets(store) + "/" + id));
        assertThat(changed.get("name").textValue()).isEqualTo("a");
        assertThat(changed.get("comment").textValue()).isEqualTo("c");
        assertThat(changed.get("scopes")).isEqualTo(Json.of("[\"dex\"]"));
        result(as(writer()).body("{\"value\": \"w\", \"comment\": \"\"}").patch(secrets(store) + "/" + id));

        assertThat(result(as(writer()).get(secrets(store) + "/" + id))
                        .get("comment")
                        .textValue())
                .isEmpty();
        assertThat(result(as(service("dex")).post(secrets(store) + "/" + id + "/resolve"))
                        .get("value")
                        .textValue())
                .isEqualTo("w");
        refused(as(writer()).body("{\"value\": \"\"}").patch(secrets(store) + "/" + id), 400, 1001);
        refused(as(writer()).body("[]").patch(secrets(store) + "/" + id), 400, 1001);
    }

    @Test
    void deletionIsAnswered202AndFinal() {
        String id = secret(store, "a", "v", "workers");

        assertThat(result(as(writer()).delete(secrets(store) + "/" + id), 202).isNull())
                .isTrue();

        assertThat(refused(as(writer()).get(secrets(store) + "/" + id), 404, 1001))
                .isEqualTo("secret_not_found");
        refused(as(writer()).delete(secrets(store) + "/" + id), 404, 1001);
        secret(store, "a", "v", "workers");
    }

    @Test
    void aBulkDeletionIsAllOrNothingAndNeverOfAll() {
        String a = secret(store, "a", "v", "workers");
        String b = secret(store, "b", "v", "workers");
        String path = secrets(store);

        for (String body : List.of("{}", "{\"ids\": []}", "[]", "{\"ids\": [7]}")) {
            assertThat(refused(as(writer()).body(body).delete(path), 400, 1001)).isEqualTo("invalid_json_body");
        }
        assertThat(refused(as(writer()).delete(path), 400, 1001)).isEqualTo("invalid_json_body");
        refused(as(writer()).body("{\"ids\": [\"" + a + "\", \"none\"]}").delete(path), 404, 1001);
        assertThat(result(as(writer()).get(path))).hasSize(2);

        assertThat(result(
                                as(writer())
                                        .body("{\"ids\": [\"" + a + "\", \"" + b + "\", \"" + a + "\"]}")
                                        .delete(path),
                                202)
                        .isNull())
                .isTrue();
        assertThat(result(as(writer()).get(path))).isEmpty();
        assertThat(result(as(writer()).get(base() + "/quota"))
                        .at("/secrets/usage")
                        .intValue())
                .isZero();
    }

    @Test
    void aCopyHasTheValueAndALifeOfItsOwn() {
        String id = secret(store, "a", "first", "workers");

        JsonNode copy = result(as(writer())
                .body("{\"name\": \"b\", \"scopes\": [\"dex\"], \"comment\": \"\"}")
                .post(secrets(store) + "/" + id + "/duplicate"));
        result(as(writer()).body("{\"value\": \"second\"}").patch(secrets(store) + "/" + id));
        result(as(writer()).delete(secrets(store) + "/" + id), 202);

        assertThat(copy.get("name").textValue()).isEqualTo("b");
        assertThat(copy.get("scopes")).isEqualTo(Json.of("[\"dex\"]"));
        assertThat(result(as(service("dex"))
                                .post(secrets(store) + "/" + copy.get("id").textValue() + "/resolve"))
                        .get("value")
                        .textValue())
                .isEqualTo("first");
        refused(
                as(writer())
                        .body("{\"name\": \"c\", \"scopes\": [\"dex\"]}")
                        .post(secrets(store) + "/" + id + "/duplicate"),
                404,
                1001);
    }

    @ParameterizedTest
    @CsvSource({
        "search=KEY,2",
        "search=%25,1",
        "search=_,1",
        "search=nothing,0",
        "scopes=dex,1",
        "scopes=dex&scopes=workers,3"
    })
    void aListIsNarrowedByALiteralSearchAndByAnyOfTheScopes(String query, int found) {
        create("[" + DRAFT.formatted("api_key", "") + "]");
        create("[" + DRAFT.formatted("x", "100% of the Key") + "]");
        secret(store, "y", "v", "dex");

        Response answer = as(writer()).urlEncodingEnabled(false).get(secrets(store) + "?" + query);

        assertThat(result(answer)).hasSize(found);
        assertThat(Json.of(answer).at("/result_info/total_count").intValue()).isEqualTo(found);
    }

    @Test
    void aListIsOrderedByEachColumn() {
        create("[" + DRAFT.formatted("b", "1") + ", " + DRAFT.formatted("a", "2") + "]");

        for (String order : List.of("name", "comment", "created", "modified", "status")) {
            String path = secrets(store) + "?order=" + order;
            // The one with the later name was made first and has the earlier comment.
            List<String> upwards = order.equals("name") ? List.of("a", "b") : List.of("b", "a");
            assertThat(result(as(writer()).get(path + "&direction=asc")).findValuesAsText("name"))
                    .as(order)
                    .isEqualTo(upwards);
            assertThat(result(as(writer()).get(path)).findValuesAsText("name"))
                    .as(order)
                    .isEqualTo(List.of(upwards.get(1), upwards.get(0)));
        }
    }
}
