package dev.undercroft.vault;

import static dev.undercroft.vault.VaultBodies.proof;
import static dev.undercroft.vault.VaultBodies.replacement;
import static dev.undercroft.vault.VaultBodies.secretDraft;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.undercroft.testing.Superuser;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Two at once: keys, codes and the vault itself are won by one. */
@QuarkusTest
class VaultRacesTest extends VaultApi {

    private static List<Response> atOnce(int count, IntFunction<Response> request) {
        ExecutorService threads = Executors.newFixedThreadPool(count);
        try {
            List<CompletableFuture<Response>> all = IntStream.range(0, count)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> request.apply(i), threads))
                    .toList();
            return all.stream().map(CompletableFuture::join).toList();
        } finally {
            threads.shutdown();
        }
    }

    private static java.util.Map<Integer, Long> statuses(List<Response> answers) {
        return answers.stream().collect(Collectors.groupingBy(Response::statusCode, Collectors.counting()));
    }

    @Test
    void ofManyWhoInitialiseOneDoes() {
        String admin = admin();
        assertThat(statuses(atOnce(10, i -> initialize(admin))))
                .containsOnly(java.util.Map.entry(201, 1L), java.util.Map.entry(409, 9L));
        assertThat(ok(as(admin).get(BASE + "/keys"))).hasSize(5);
    }

    @RepeatedTest(5)
    void ofTwoWithTheSameProofOneWinsAndThereIsOnePrimary() {
        vault();
        String admin = admin();

        var answers = atOnce(6, i -> as(admin)
                .body(replacement("new " + i)
                        .put("current_auth_hash", proof("primary"))
                        .toString())
                .put(BASE + "/keys/primary"));

        assertThat(statuses(answers)).containsOnly(java.util.Map.entry(200, 1L), java.util.Map.entry(403, 5L));
        JsonNode keys = ok(as(admin).get(BASE + "/keys?type=primary"));
        assertThat(keys).hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.statusCode() == 200).map(answer -> answer.path("id")
                        .toString()))
                .containsExactly(keys.at("/0/id").textValue());
    }

    @RepeatedTest(5)
    void aRecoveryCodeIsSpentOnceAndAgainstARotationThereIsAlwaysOnePrimary() {
        vault();
        String admin = admin();

        var answers = atOnce(8, i -> as(admin)
                .body(replacement("new " + i)
                        .put(
                                i % 2 == 0 ? "recovery_auth_hash" : "current_auth_hash",
                                proof(i % 2 == 0 ? "code-1" : "primary"))
                        .toString())
                .put(BASE + "/keys/primary"));

        long byCode = IntStream.range(0, 8)
                .filter(i -> i % 2 == 0 && answers.get(i).statusCode() == 200)
                .count();
        long byKey = IntStream.range(0, 8)
                .filter(i -> i % 2 == 1 && answers.get(i).statusCode() == 200)
                .count();
        assertThat(byCode).isEqualTo(1);
        assertThat(byKey).isLessThanOrEqualTo(1);
        assertThat(Superuser.texts("SELECT key_type || ' ' || count(*) FROM vault_key WHERE realm_id = '" + tenant
                        + "' GROUP BY key_type ORDER BY key_type"))
                .containsExactly("primary 1", "recovery 3");
    }

    @Test
    void secretsGrantsAndIdentitiesUnderEachOtherLeaveCountsThatAreTrue() {
        vault();
        String admin = admin();
        List<String> agents =
                IntStream.range(0, 4).mapToObj(i -> agent("bot" + i)).toList();
        String kept = secret(admin, "kept");

        var answers = atOnce(32, i -> switch (i % 4) {
            case 0 -> as(admin).body(secretDraft("n" + i).toString()).post(SECRETS);
            case 1 -> grant(admin, kept, agents.get(i / 8));
            case 2 -> as(admin).delete("/api/v1/identities/bot" + i / 8);
            default -> {
                String doomed = as(admin)
                        .body(secretDraft("d" + i).toString())
                        .post(SECRETS)
                        .path("id");
                yield as(admin).delete(SECRETS + "/" + doomed);
            }
        });

        answers.forEach(
                answer -> assertThat(answer.statusCode()).as(answer.asString()).isIn(200, 201, 204, 404, 409));
        assertThat(ok(as(admin).get(SECRETS))).hasSize(9);
        assertThat(ok(as(admin).get(BASE + "/info")).get("secret_count").intValue())
                .isEqualTo(9);
        assertThat(ok(as(admin).get("/api/v1/identities/"))).isEmpty();
        assertThat(ok(as(admin).get(SECRETS + "/" + kept + "/access"))).isEmpty();
    }
}
