import java.util.Base64;

/** What a vault of the benchmark holds: bytes that stand for ciphertexts, under ids that are known beforehand. */
final class VaultContent {

    static final int SECRETS_OF_EACH = 50;

    private static final int WRAPPED_BYTES = 60;
    private static final int SEALED_BYTES = 200;
    private static final int CODES = 4;

    private VaultContent() {}

    static String secretId(int tenant, int secret) {
        return "00000000-0000-4000-8000-%06d%06d".formatted(tenant, secret);
    }

    /** The proof of a key of any vault; 0 is the primary key. */
    static String proof(int key) {
        return "%064x".formatted(key + 1);
    }

    /** A vault to make. */
    static String draft() {
        StringBuilder codes = new StringBuilder();
        for (int code = 1; code <= CODES; code++) {
            codes.append(code == 1 ? "" : ",").append(key(code, "recovery"));
        }
        return "{\"vault_key\":" + key(0, "primary") + ",\"recovery_keys\":[" + codes + "]}";
    }

    /** A secret to keep. */
    static String secret(int tenant, int secret) {
        return "{\"id\":\"" + secretId(tenant, secret) + "\",\"name\":\"secret-" + secret
                + "\",\"secret_type\":\"login\",\"encrypted_payload\":\"" + base64(SEALED_BYTES) + "\"}";
    }

    private static String key(int key, String type) {
        return "{\"id\":\"00000000-0000-4000-9000-%012d\"".formatted(key) + ",\"wrapped_org_encryption_key\":\""
                + base64(WRAPPED_BYTES) + "\",\"auth_hash\":\"" + proof(key) + "\",\"key_type\":\"" + type + "\"}";
    }

    private static String base64(int bytes) {
        return Base64.getEncoder().encodeToString(new byte[bytes]);
    }
}
