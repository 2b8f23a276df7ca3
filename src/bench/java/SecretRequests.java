import java.security.GeneralSecurityException;
import java.util.SplittableRandom;

/** The endless requests of a route about secrets: any tenant, any of its secrets. Immutable. */
final class SecretRequests implements Requests {

    static final String VALUE =
            "{\"data\":{\"username\":\"application\",\"password\":\"" + Template.random(32) + "\"}}";

    private final Template[] ofTenant;
    private final int secretsPerTenant;

    private SecretRequests(Template[] ofTenant, int secretsPerTenant) {
        this.ofTenant = ofTenant;
        this.secretsPerTenant = secretsPerTenant;
    }

    static Requests of(Route route, Tokens tokens) throws GeneralSecurityException {
        DataSet data = route.data();
        Template[] ofTenant = new Template[data.tenants()];
        for (int tenant = 0; tenant < ofTenant.length; tenant++) {
            ofTenant[tenant] = template(route, DataSet.tenantId(tenant), tokens);
        }
        return new SecretRequests(ofTenant, data.secretsPerTenant());
    }

    private static Template template(Route route, String tenantId, Tokens tokens) throws GeneralSecurityException {
        String secret = "/v1/secrets/" + DataSet.path(0);
        return switch (route) {
            case VERSION -> Template.bare("GET", "/v1/version");
            case WHOAMI -> Template.of("GET", "/v1/auth/whoami", tokens.reader(tenantId));
            case READ, READ_BIG -> Template.of("GET", secret, tokens.reader(tenantId));
            case WRITE -> Template.of("PUT", secret, tokens.writer(tenantId), VALUE);
            default -> throw new IllegalArgumentException(route.title() + " is of another door");
        };
    }

    @Override
    public int next(byte[] buffer, SplittableRandom random) {
        Template template = ofTenant[random.nextInt(ofTenant.length)];
        return template.fill(buffer, random.nextInt(secretsPerTenant), random);
    }
}
