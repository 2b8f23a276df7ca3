import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fills a fresh service over HTTP: a partner, its tenants with a policy each, and their secrets. */
final class Seeding {

    private static final Pattern POLICY_ID = Pattern.compile("\"id\":\"(pol_[^\"]+)\"");
    private static final String POLICY =
            "{\"name\":\"read\",\"rules\":[{\"path_pattern\":\"app/**\",\"permissions\":[\"read\"]}]}";
    private static final String BINDING =
            "{\"identity_type\":\"service_account\",\"identity_id\":\"" + Tokens.READER_ID + "\"}";

    private final Filling filling;
    private final DataSet data;
    private final String superAdmin;
    private final String partnerAdmin;

    Seeding(Filling filling, DataSet data, Tokens tokens) throws GeneralSecurityException {
        this.filling = filling;
        this.data = data;
        this.superAdmin = tokens.superAdmin();
        this.partnerAdmin = tokens.partnerAdmin();
    }

    /** Fills it, with progress on standard error; throws at the first refusal. */
    void run() throws IOException, InterruptedException {
        filling.inParallel("partner", 1, this::makePartner);
        filling.inParallel("tenants", data.tenants(), this::makeTenant);
        filling.inParallel("secrets", data.secrets(), this::writeSecret);
    }

    private void makePartner(Connection connection, SplittableRandom random, int index) throws IOException {
        String partner = "{\"id\":\"" + Tokens.PARTNER + "\",\"name\":\"Benchmark\"}";
        Filling.send(connection, random, Template.of("POST", "/v1/identity/partners", superAdmin, partner));
    }

    private void makeTenant(Connection connection, SplittableRandom random, int index) throws IOException {
        String id = DataSet.tenantId(index);
        String tenant =
                "{\"id\":\"%s\",\"name\":\"Tenant %d\",\"partner_id\":\"%s\"}".formatted(id, index, Tokens.PARTNER);
        Filling.send(connection, random, Template.of("POST", "/v1/identity/tenants", superAdmin, tenant));
        String policies = "/v1/t/" + id + "/policies";
        String answer = Filling.send(connection, random, Template.of("POST", policies, partnerAdmin, POLICY));
        Matcher policyId = POLICY_ID.matcher(answer);
        if (!policyId.find()) {
            throw new IOException("the new policy has no id: " + answer);
        }
        String bindings = policies + "/" + policyId.group(1) + "/bindings";
        Filling.send(connection, random, Template.of("POST", bindings, partnerAdmin, BINDING));
    }

    private void writeSecret(Connection connection, SplittableRandom random, int index) throws IOException {
        // Neighbours in time belong to different tenants, so that writers don't meet in one.
        String tenantId = DataSet.tenantId(index % data.tenants());
        String path = "/v1/t/" + tenantId + "/secrets/" + DataSet.path(index / data.tenants());
        Filling.send(connection, random, Template.of("PUT", path, partnerAdmin, SecretRequests.VALUE));
    }
}
