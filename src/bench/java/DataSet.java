import java.util.Locale;

/** What the service holds. Every tenant has the same number of secrets, one policy and one reading application. */
enum DataSet {
    SMALL(10, 100),
    BIG(1_000, 100),
    /** A tenant whose {@link Owners} have entries. */
    ENTRIES(1, 0),
    /** Tenants with a {@link StoreIds store} and fifty secrets in it each. */
    STORES(10, 0),
    /** Tenants with a vault and {@link VaultContent#SECRETS_OF_EACH fifty secrets} in it each. */
    VAULTS(10, 0);

    private final int tenants;
    private final int secretsPerTenant;

    DataSet(int tenants, int secretsPerTenant) {
        this.tenants = tenants;
        this.secretsPerTenant = secretsPerTenant;
    }

    int tenants() {
        return tenants;
    }

    int secretsPerTenant() {
        return secretsPerTenant;
    }

    int secrets() {
        return tenants * secretsPerTenant;
    }

    String title() {
        return name().toLowerCase(Locale.ROOT);
    }

    static String tenantId(int tenant) {
        return "tnt_b%04d".formatted(tenant);
    }

    /** The path of a secret, counted from 0; always of the same length, so that requests can be patched in place. */
    static String path(int secret) {
        return "app/s%05d".formatted(secret);
    }
}
