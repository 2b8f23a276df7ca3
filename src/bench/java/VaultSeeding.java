import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.SplittableRandom;

/** Gives tenants that are there a vault each, with secrets, over HTTP. */
final class VaultSeeding {

    private final Filling filling;
    private final String[] tokens = new String[DataSet.VAULTS.tenants()];

    VaultSeeding(Filling filling, Tokens tokens) throws GeneralSecurityException {
        this.filling = filling;
        for (int tenant = 0; tenant < this.tokens.length; tenant++) {
            this.tokens[tenant] = tokens.vaultMember(DataSet.tenantId(tenant));
        }
    }

    /** Fills it, with progress on standard error; throws at the first refusal. */
    void run() throws IOException, InterruptedException {
        filling.inParallel("vaults", tokens.length, this::makeVault);
        filling.inParallel("secrets of vaults", tokens.length * VaultContent.SECRETS_OF_EACH, this::makeSecret);
    }

    private void makeVault(Connection connection, SplittableRandom random, int tenant) throws IOException {
        Filling.send(
                connection,
                random,
                Template.of("POST", "/api/v1/vault/initialize", tokens[tenant], VaultContent.draft()));
    }

    private void makeSecret(Connection connection, SplittableRandom random, int index) throws IOException {
        int tenant = index % tokens.length;
        Filling.send(
                connection,
                random,
                Template.of(
                        "POST",
                        "/api/v1/vault/secrets",
                        tokens[tenant],
                        VaultContent.secret(tenant, index / tokens.length)));
    }
}
