import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Gives tenants that are there a store each, with secrets, over HTTP. */
final class StoreSeeding {

    /** A secret that no other has the name of. */
    static final String SECRET = "[{\"name\":\"" + Template.random(32)
            + "\",\"value\":\"0123456789abcdefghijklmnopqrstuvwxyzABCD\",\"scopes\":[\"workers\"]}]";

    private static final Pattern ID = Pattern.compile("\"id\":\"([0-9a-f]{32})\"");

    private final Filling filling;
    private final String[] tokens = new String[DataSet.STORES.tenants()];
    private final StoreIds ids = new StoreIds();

    StoreSeeding(Filling filling, Tokens tokens) throws GeneralSecurityException {
        this.filling = filling;
        for (int tenant = 0; tenant < this.tokens.length; tenant++) {
            this.tokens[tenant] = tokens.storeWriter(DataSet.tenantId(tenant));
        }
    }

    /** Fills it, with progress on standard error; throws at the first refusal. */
    StoreIds run() throws IOException, InterruptedException {
        filling.inParallel("stores", tokens.length, this::makeStore);
        filling.inParallel("secrets of stores", tokens.length * StoreIds.SECRETS_OF_EACH, this::makeSecret);
        return ids;
    }

    private void makeStore(Connection connection, SplittableRandom random, int tenant) throws IOException {
        String path = "/client/v4/accounts/" + DataSet.tenantId(tenant) + "/secrets_store/stores";
        ids.putStore(
                tenant, make(connection, random, Template.of("POST", path, tokens[tenant], "{\"name\":\"main\"}")));
    }

    private void makeSecret(Connection connection, SplittableRandom random, int index) throws IOException {
        int tenant = index % tokens.length;
        Template secret = Template.of("POST", ids.path(tenant), tokens[tenant], SECRET);
        ids.putSecret(tenant, index / tokens.length, make(connection, random, secret));
    }

    /** Gives the id of what was made. */
    private static String make(Connection connection, SplittableRandom random, Template template) throws IOException {
        String answer = Filling.send(connection, random, template);
        Matcher id = ID.matcher(answer);
        if (!id.find()) {
            throw new IOException("what was made has no id: " + answer);
        }
        return id.group(1);
    }
}
