/** A store of each tenant and the secrets in it, by the ids that the service gave them. Filled once, then only read. */
final class StoreIds {

    static final int SECRETS_OF_EACH = 50;

    private final String[] stores = new String[DataSet.STORES.tenants()];
    private final String[][] secrets = new String[DataSet.STORES.tenants()][SECRETS_OF_EACH];

    void putStore(int tenant, String id) {
        stores[tenant] = id;
    }

    void putSecret(int tenant, int secret, String id) {
        secrets[tenant][secret] = id;
    }

    /** The address of the secrets of a tenant's store. */
    String path(int tenant) {
        return "/client/v4/accounts/" + DataSet.tenantId(tenant) + "/secrets_store/stores/" + stores[tenant]
                + "/secrets";
    }

    /** The address of one of them. */
    String path(int tenant, int secret) {
        return path(tenant) + "/" + secrets[tenant][secret];
    }
}
