import java.security.GeneralSecurityException;
import java.util.Map;

/** The identities that take part. */
final class Tokens {

    static final String PARTNER = "ptn_bench";
    static final String READER_ID = "sa:bench";

    private final TokenSigner signer;

    Tokens(TokenSigner signer) {
        this.signer = signer;
    }

    /** Makes partners and tenants. */
    String superAdmin() throws GeneralSecurityException {
        return signer.sign("operator", Map.of("role", "super_admin", "identity_type", "user"));
    }

    /** Fills the partner's tenants. */
    String partnerAdmin() throws GeneralSecurityException {
        return signer.sign(
                "partner",
                Map.of(
                        "role", "partner_admin",
                        "partner_id", PARTNER,
                        "scope", "secrets:write policies:write",
                        "identity_type", "user"));
    }

    /** An application of a tenant: what it may read is up to the tenant's policies. */
    String reader(String tenantId) throws GeneralSecurityException {
        return signer.sign(
                "bench", Map.of("tenant_id", tenantId, "scope", "secrets:read", "identity_type", "service_account"));
    }

    /** A tenant's own administrator. */
    String writer(String tenantId) throws GeneralSecurityException {
        return signer.sign(
                "admin",
                Map.of(
                        "role", "tenant_admin",
                        "tenant_id", tenantId,
                        "scope", "secrets:write",
                        "identity_type", "user"));
    }

    /** Who fills the stores of a tenant. */
    String storeWriter(String tenantId) throws GeneralSecurityException {
        return signer.sign(
                "admin", Map.of("tenant_id", tenantId, "scope", "stores:write", "identity_type", "service_account"));
    }

    /** A service that the secrets of a tenant's stores name. */
    String service(String tenantId) throws GeneralSecurityException {
        return signer.sign(
                "edge",
                Map.of(
                        "tenant_id", tenantId,
                        "scope", "stores:resolve",
                        "services", "workers",
                        "identity_type", "service_account"));
    }

    /** An application that holds the key of a tenant's vault. */
    String vaultMember(String tenantId) throws GeneralSecurityException {
        return signer.sign(
                "vault",
                Map.of(
                        "tenant_id", tenantId,
                        "scope", "vault:read vault:write vault:admin",
                        "identity_type", "service_account"));
    }

    /** People who keep entries, each of their own. */
    String[] ofAll(Owners owners) throws GeneralSecurityException {
        String[] tokens = new String[owners.count()];
        for (int owner = 0; owner < tokens.length; owner++) {
            tokens[owner] = signer.sign(
                    owners.subject(owner),
                    Map.of(
                            "tenant_id", owners.tenantId(),
                            "scope", "categories:write entries:write entries:read entries:reveal",
                            "identity_type", "user"));
        }
        return tokens;
    }
}
