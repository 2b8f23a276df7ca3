import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** The endless requests of a route of the vault door: any tenant's vault, any secret of it. Immutable. */
final class VaultRequests implements Requests {

    private final List<Template> templates;

    private VaultRequests(List<Template> templates) {
        this.templates = templates;
    }

    static Requests of(Route route, Tokens tokens) throws GeneralSecurityException {
        List<Template> templates = new ArrayList<>();
        for (int tenant = 0; tenant < DataSet.VAULTS.tenants(); tenant++) {
            String member = tokens.vaultMember(DataSet.tenantId(tenant));
            if (route == Route.UNLOCK) {
                String path = "/api/v1/vault/unlock?auth_hash=" + VaultContent.proof(0);
                templates.add(Template.of("GET", path, member));
                continue;
            }
            for (int secret = 0; secret < VaultContent.SECRETS_OF_EACH; secret++) {
                String path = "/api/v1/vault/secrets/" + VaultContent.secretId(tenant, secret);
                templates.add(Template.of("GET", path, member));
            }
        }
        return new VaultRequests(List.copyOf(templates));
    }

    @Override
    public int next(byte[] buffer, SplittableRandom random) {
        return templates.get(random.nextInt(templates.size())).fill(buffer, 0, random);
    }
}
