package dev.undercroft.vault;

import static dev.undercroft.vault.VaultBodies.draftOfTwo;
import static dev.undercroft.vault.VaultBodies.payload;
import static dev.undercroft.vault.VaultBodies.secretDraft;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Payload format 2: a change is the next version or none (docs/vault-crypto.md). */
@QuarkusTest
class VersionedPayloadTest extends VaultApi {

    @BeforeEach
    void makeVault() {
        created(as(admin()).body(draftOfTwo().toString()).post(BASE + "/initialize"));
    }

    private static ObjectNode sealed(String name, long version) {
        return secretDraft(name).put("encrypted_payload", payload(version));
    }

    private String kept() {
        return created(as(admin()).body(sealed("a", 1).toString()).post(SECRETS))
                .get("id")
                .textValue();
    }

    private Response change(String id, long version) {
        return as(admin())
                .body("{\"name\": \"b\", \"encrypted_payload\": \"" + payload(version) + "\"}")
                .patch(SECRETS + "/" + id);
    }

    @Test
    void versionsBeginWithOneAndGrowByOne() {
        refused(as(admin()).body(sealed("a", 2).toString()).post(SECRETS), 409);
        refused(as(admin()).body(sealed("a", 0).toString()).post(SECRETS), 422);
        refused(as(admin()).body(secretDraft("a").toString()).post(SECRETS), 422);
        ObjectNode withoutId = sealed("a", 1);
        withoutId.remove("id");
        refused(as(admin()).body(withoutId.toString()).post(SECRETS), 422);
        String id = kept();

        refused(change(id, 1), 409);
        refused(change(id, 3), 409);
        ok(change(id, 2));
        refused(change(id, 2), 409);
        ok(change(id, 3));
    }

    @Test
    void aNameIsChangedWithWhatSealsIt() {
        String id = kept();

        refused(as(admin()).body("{\"name\": \"b\"}").patch(SECRETS + "/" + id), 422);
        refused(as(admin()).body("{\"description\": null}").patch(SECRETS + "/" + id), 422);
        ok(as(admin()).body("{}").patch(SECRETS + "/" + id));
    }

    @Test
    void ofManyWhoSealTheNextVersionOneIsKept() {
        String id = kept();

        List<CompletableFuture<Integer>> all = IntStream.range(0, 12)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> change(id, 2).statusCode()))
                .toList();

        assertThat(all.stream().map(CompletableFuture::join))
                .containsOnlyOnce(200)
                .contains(409);
    }
}
