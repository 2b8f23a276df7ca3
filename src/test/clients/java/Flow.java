import com.fasterxml.jackson.core.JsonProcessingException;
import dev.undercroft.api.ApiClient;
import dev.undercroft.api.ApiException;
import dev.undercroft.api.CategoriesApi;
import dev.undercroft.api.EntriesApi;
import dev.undercroft.api.SecretsApi;
import dev.undercroft.api.model.CategoryDraft;
import dev.undercroft.api.model.EntriesError;
import dev.undercroft.api.model.EntryDraft;
import dev.undercroft.api.model.Error;
import dev.undercroft.api.model.SecretBatch;
import dev.undercroft.api.model.SecretMetadata;
import dev.undercroft.api.model.SecretWrite;
import java.util.List;
import java.util.Map;

/** Walks a secret and an entry through the generated Java client. */
final class Flow {

    private static final String PATH = "app/db/password";

    private Flow() {}

    public static void main(String[] arguments) throws Exception {
        var client = new ApiClient();
        client.updateBaseUri(System.getenv("UNDERCROFT_URL"));
        String token = System.getenv("UNDERCROFT_TOKEN");
        client.setRequestInterceptor(request -> request.header("Authorization", "Bearer " + token));
        var secrets = new SecretsApi(client);

        var first = secrets.writeSecret(PATH, value("first").metadata(new SecretMetadata().addTagsItem("flow")));
        expect("write", first.getCreated() && first.getVersion() == 1 && first.getExpiresAt() == null);
        var second = secrets.writeSecret(PATH, value("second"));
        expect("write again", !second.getCreated() && second.getPreviousVersion() == 1);

        var read = secrets.readSecret(PATH, null, null);
        expect("read", read.getPath().equals(PATH) && read.getData().equals(Map.of("password", "second")));
        var old = secrets.readSecret(PATH, null, 1);
        expect("read version 1", old.getData().equals(Map.of("password", "first")));

        var list = secrets.listSecrets(null, null, null, true, 10, "app/", null, List.of("flow"), null);
        expect(
                "list",
                list.getTotalCount() == 1 && list.getSecrets().get(0).getPath().equals(PATH));
        expect("list metadata", list.getSecrets().get(0).getMetadata().getTags().equals(List.of("flow")));

        var batch = secrets.readSecrets(new SecretBatch().paths(List.of(PATH, "app/none")));
        expect("batch", batch.getSecrets().get(PATH).getVersion() == 2);
        expect("batch errors", batch.getErrors().get("app/none").getCode().equals("secret_not_found"));

        var described = secrets.readSecretMetadata(PATH);
        expect("metadata", described.getCurrentVersion() == 2 && described.getRotationPolicy() == null);

        expect("delete", secrets.deleteSecret(PATH, true, null).getPermanent());
        expectNotFound(secrets);
        walkEntry(new CategoriesApi(client), new EntriesApi(client));
        System.out.println("flow complete");
    }

    private static void walkEntry(CategoriesApi categories, EntriesApi entries) throws Exception {
        var category = categories.createCategory(new CategoryDraft()
                .name("AWS")
                .keyType(CategoryDraft.KeyTypeEnum.GROUP)
                .fieldDefinitions(List.of("AWS_ACCESS_KEY_ID")));
        expect("category", category.getUserId().equals("flow") && category.getEnvVarName() == null);
        var entry = entries.createEntry(
                new EntryDraft().categoryId(category.getId()).name("Blog").value(Map.of("AWS_ACCESS_KEY_ID", "first")));
        expect("entry", entry.getEnvironment() == null);
        expect(
                "entries",
                entries.listEntries(category.getId(), null)
                        .get(0)
                        .getCategory()
                        .getName()
                        .equals("AWS"));
        expect("reveal", entries.revealEntry(entry.getId()).getValue().equals(Map.of("AWS_ACCESS_KEY_ID", "first")));
        categories.deleteCategory(category.getId());
        try {
            entries.revealEntry(entry.getId());
        } catch (ApiException refused) {
            var error = ApiClient.createDefaultObjectMapper().readValue(refused.getResponseBody(), EntriesError.class);
            expect("refused reveal", refused.getCode() == 404 && error.getCode().equals("ENTRY_NOT_FOUND"));
            return;
        }
        throw new IllegalStateException("a deleted entry was revealed");
    }

    private static SecretWrite value(String password) {
        return new SecretWrite().data(Map.of("password", password));
    }

    private static void expectNotFound(SecretsApi secrets) throws JsonProcessingException {
        try {
            secrets.readSecret(PATH, null, null);
        } catch (ApiException refused) {
            var error = ApiClient.createDefaultObjectMapper().readValue(refused.getResponseBody(), Error.class);
            expect(
                    "refusal",
                    refused.getCode() == 404 && error.getError().getCode().equals("secret_not_found"));
            return;
        }
        throw new IllegalStateException("a deleted secret was read");
    }

    private static void expect(String step, boolean holds) {
        if (!holds) {
            throw new IllegalStateException("not as expected: " + step);
        }
        System.out.println(step);
    }
}
