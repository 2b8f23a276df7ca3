import java.util.Arrays;

/** What is asked of the service. */
enum Route {
    VERSION("version", "`GET /v1/version`: no authentication", DataSet.SMALL, Owners.NONE),
    WHOAMI("whoami", "`GET /v1/auth/whoami`: token and realm", DataSet.SMALL, Owners.NONE),
    READ("read", "`GET /v1/secrets/{path}`: token, realm, scope, policy, audit, sealing", DataSet.SMALL, Owners.NONE),
    WRITE("write", "`PUT /v1/secrets/{path}`: a new version", DataSet.SMALL, Owners.NONE),
    READ_BIG("read-big", "`GET /v1/secrets/{path}`, big data", DataSet.BIG, Owners.NONE),
    REVEAL_10("reveal-10", "`POST /api/entries/{id}/reveal`, 10 entries per owner", DataSet.ENTRIES, Owners.SMALL),
    REVEAL_10000(
            "reveal-10000", "`POST /api/entries/{id}/reveal`, 10,000 entries per owner", DataSet.ENTRIES, Owners.BIG),
    LIST_10("list-10", "`GET /api/entries`, 10 entries per owner", DataSet.ENTRIES, Owners.SMALL),
    LIST_10000("list-10000", "`GET /api/entries`, 10,000 entries per owner", DataSet.ENTRIES, Owners.BIG),
    RESOLVE(
            "resolve",
            "`POST .../secrets_store/stores/{id}/secrets/{id}/resolve`: token, realm, scope, service, audit, sealing",
            DataSet.STORES,
            Owners.NONE),
    CREATE("create", "`POST .../secrets_store/stores/{id}/secrets`: one secret", DataSet.STORES, Owners.NONE),
    CIPHERTEXT(
            "ciphertext",
            "`GET /api/v1/vault/secrets/{id}`: token, realm, scope, grants, audit",
            DataSet.VAULTS,
            Owners.NONE),
    UNLOCK("unlock", "`GET /api/v1/vault/unlock`: all 50 ciphertexts of a vault", DataSet.VAULTS, Owners.NONE);

    private final String title;
    private final String description;
    private final DataSet data;
    private final Owners owners;

    Route(String title, String description, DataSet data, Owners owners) {
        this.title = title;
        this.description = description;
        this.data = data;
        this.owners = owners;
    }

    String title() {
        return title;
    }

    String description() {
        return description;
    }

    DataSet data() {
        return data;
    }

    /** Whose entries it is about. */
    Owners owners() {
        return owners;
    }

    static Route named(String title) {
        return Arrays.stream(values())
                .filter(route -> route.title.equals(title))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no route " + title));
    }
}
