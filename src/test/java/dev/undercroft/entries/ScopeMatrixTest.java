package dev.undercroft.entries;

import static org.assertj.core.api.Assertions.assertThat;

import dev.undercroft.identity.Scopes;
import dev.undercroft.testing.Json;
import dev.undercroft.testing.Operations;
import dev.undercroft.testing.Operations.Operation;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/**
 * Every operation of this door with each scope alone: it does its work with its own and is refused with all others
 * together, by a token and by an access key alike.
 */
@QuarkusTest
class ScopeMatrixTest extends EntriesApi {

    private static final String EVERYTHING = String.join(" ", Scopes.known());

    private static List<Operation> scoped() {
        List<Operation> scoped = Operations.all().stream()
                .filter(operation -> EntriesDialect.isEntries(operation.path()))
                .filter(operation -> operation.security().equals("bearer"))
                .toList();
        assertThat(scoped).hasSize(28).allSatisfy(operation -> assertThat(operation.scopes())
                .hasSize(1));
        return scoped;
    }

    private static String allBut(String scope) {
        return Scopes.known().stream().filter(other -> !other.equals(scope)).collect(Collectors.joining(" "));
    }

    @Test
    void anOperationIsRefusedWithoutItsScopeWhateverElseIsThere() {
        var softly = new SoftAssertions();
        for (Operation operation : scoped()) {
            String scope = operation.scopes().get(0);
            String token = person("alice", allBut(scope));
            String key = accessKey(person("alice", EVERYTHING), allBut(scope).split(" "));
            for (String credential : List.of(token, key)) {
                Response answer = EntriesRequests.ask(credential, operation, "none");
                softly.assertThat(answer.statusCode()).as(operation.toString()).isEqualTo(403);
                softly.assertThat(Json.of(answer).path("code").textValue())
                        .as(operation.toString())
                        .isEqualTo("AUTH_SCOPE_REQUIRED");
                softly.assertThat(Json.of(answer).path("error").textValue())
                        .as(operation.toString())
                        .contains("'" + scope + "'");
            }
        }
        softly.assertAll();
    }

    @Test
    void anOperationNeedsNothingButItsScope() {
        var softly = new SoftAssertions();
        for (Operation operation : scoped()) {
            String scope = operation.scopes().get(0);
            EntriesRequests.Things things = EntriesRequests.Things.of(alice());
            String token = person("alice", scope);
            String key = accessKey(person("alice", EVERYTHING), scope);
            softly.assertThat(EntriesRequests.ask(token, operation, things).statusCode())
                    .as(operation.toString())
                    .isBetween(200, 204);
            softly.assertThat(EntriesRequests.ask(key, operation, EntriesRequests.Things.of(alice()))
                            .statusCode())
                    .as(operation + " by a key")
                    .isBetween(200, 204);
        }
        softly.assertAll();
    }
}
