package dev.undercroft.stores;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The quota and the names hold whoever else writes at the same time. */
@QuarkusTest
class QuotaTest extends StoresApi {

    private static final int QUOTA = 100;

    private static List<Response> atOnce(int count, IntFunction<Response> request) {
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            List<CompletableFuture<Response>> all = IntStream.range(0, count)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> request.apply(i), threads))
                    .toList();
            return all.stream().map(CompletableFuture::join).toList();
        } finally {
            threads.shutdown();
        }
    }

    private Response create(String store, String... names) {
        List<String> drafts = new ArrayList<>();
        for (String name : names) {
            drafts.add("{\"name\": \"" + name + "\", \"value\": \"v\", \"scopes\": [\"workers\"]}");
        }
        return as(writer()).body(drafts.toString()).post(secrets(store));
    }

    private int usage() {
        return result(as(writer()).get(base() + "/quota")).at("/secrets/usage").intValue();
    }

    @Test
    void aHundredParallelCreationsAtTheLimitLeaveExactlyTheQuota() {
        String store = store("main");
        String other = store("other");
        result(create(store, IntStream.range(0, 60).mapToObj(i -> "s" + i).toArray(String[]::new)));

        List<Response> answers = atOnce(100, i -> create(i % 2 == 0 ? store : other, "t" + i));

        assertThat(answers.stream().filter(answer -> answer.statusCode() == 200))
                .hasSize(40);
        answers.stream().filter(answer -> answer.statusCode() != 200).forEach(answer -> assertThat(
                        refused(answer, 400, 1003))
                .startsWith("maximum_secrets_exceeded")
                .contains("100"));
        assertThat(usage()).isEqualTo(QUOTA);
        refused(create(store, "one-more"), 400, 1003);
    }

    @Test
    void aBatchThatDoesNotFitIsRefusedAsAWhole() {
        String store = store("main");
        result(create(store, IntStream.range(0, 99).mapToObj(i -> "s" + i).toArray(String[]::new)));

        refused(create(store, "a", "b"), 400, 1003);

        assertThat(usage()).isEqualTo(99);
        result(create(store, "a"));
        String first = result(as(writer()).get(secrets(store) + "?per_page=1"))
                .at("/0/id")
                .textValue();
        result(as(writer()).delete(secrets(store) + "/" + first), 202);
        result(create(store, "b"));
    }

    @Test
    void ofManyWhoTakeANameOneGetsIt() {
        String store = store("main");

        assertThat(atOnce(20, i -> create(store, "same")).stream()
                        .collect(Collectors.groupingBy(Response::statusCode, Collectors.counting())))
                .containsOnly(java.util.Map.entry(200, 1L), java.util.Map.entry(409, 19L));
        assertThat(atOnce(20, i -> as(writer()).body("{\"name\": \"same\"}").post(base() + "/stores")).stream()
                        .collect(Collectors.groupingBy(Response::statusCode, Collectors.counting())))
                .containsOnly(java.util.Map.entry(200, 1L), java.util.Map.entry(409, 19L));
        assertThat(usage()).isEqualTo(1);
    }

    @Test
    void creationsCopiesAndDeletionsAtOnceKeepTheCount() {
        String store = store("main");
        String source = secret(store, "source", "v", "workers");

        List<Response> answers = atOnce(60, i -> switch (i % 3) {
            case 0 -> create(store, "n" + i);
            case 1 ->
                as(writer())
                        .body("{\"name\": \"c" + i + "\", \"scopes\": [\"workers\"]}")
                        .post(secrets(store) + "/" + source + "/duplicate");
            default -> {
                String doomed = create(store, "d" + i).path("result[0].id");
                yield as(writer()).delete(secrets(store) + "/" + doomed);
            }
        });

        answers.forEach(
                answer -> assertThat(answer.statusCode()).as(answer.asString()).isIn(200, 202));
        assertThat(usage()).isEqualTo(41);
        assertThat(result(as(writer()).get(secrets(store) + "?per_page=100"))).hasSize(41);
    }

    @Test
    void storesDeletedByForceUnderChangesAndCreationsLeaveACountThatIsTrue() {
        String kept = store("kept");
        String first = secret(kept, "first", "v", "workers");
        List<String> doomed =
                IntStream.range(0, 4).mapToObj(i -> store("doomed" + i)).toList();
        doomed.forEach(store -> secret(store, "s", "v", "workers"));

        List<Response> answers = atOnce(64, i -> {
            String store = doomed.get(i % 4);
            return switch (i / 4 % 4) {
                case 0 -> create(store, "n" + i);
                case 1 -> as(writer()).body("{\"comment\": \"c" + i + "\"}").patch(secrets(kept) + "/" + first);
                case 2 -> {
                    String id = create(kept, "b" + i).path("result[0].id");
                    yield as(writer()).body("{\"ids\": [\"" + id + "\"]}").delete(secrets(kept));
                }
                default -> as(writer()).delete(base() + "/stores/" + store + "?force=true");
            };
        });

        answers.forEach(
                answer -> assertThat(answer.statusCode()).as(answer.asString()).isIn(200, 202, 404));
        doomed.forEach(store -> refused(as(writer()).get(secrets(store)), 404, 1001));
        assertThat(result(as(writer()).get(secrets(kept) + "?per_page=100"))).hasSize(1);
        assertThat(usage()).isEqualTo(1);
    }
}
