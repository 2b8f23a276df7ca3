import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** The endless requests of a route of the stores door: any tenant, any secret of its store. Immutable. */
final class StoreRequests implements Requests {

    private final List<Template> templates;

    private StoreRequests(List<Template> templates) {
        this.templates = templates;
    }

    static Requests of(Route route, Tokens tokens, StoreIds ids) throws GeneralSecurityException {
        List<Template> templates = new ArrayList<>();
        for (int tenant = 0; tenant < DataSet.STORES.tenants(); tenant++) {
            String tenantId = DataSet.tenantId(tenant);
            if (route == Route.CREATE) {
                templates.add(Template.of("POST", ids.path(tenant), tokens.storeWriter(tenantId), StoreSeeding.SECRET));
                continue;
            }
            String service = tokens.service(tenantId);
            for (int secret = 0; secret < StoreIds.SECRETS_OF_EACH; secret++) {
                templates.add(Template.of("POST", ids.path(tenant, secret) + "/resolve", service, ""));
            }
        }
        return new StoreRequests(List.copyOf(templates));
    }

    @Override
    public int next(byte[] buffer, SplittableRandom random) {
        return templates.get(random.nextInt(templates.size())).fill(buffer, 0, random);
    }
}
