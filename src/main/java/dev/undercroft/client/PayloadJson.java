package dev.undercroft.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.undercroft.client.VaultException.Reason;

/** Payloads as JSON: the exact names when writing, tolerant when reading. Stateless and thread safe. */
final class PayloadJson {

    private static final String NOTES = "notes";
    private static final String ENDPOINT = "endpoint";

    private PayloadJson() {}

    static ObjectNode write(SecretPayload payload) {
        ObjectNode json = Json.object();
        if (payload instanceof SecretPayload.Login login) {
            json.put("password", login.password());
            putIfSet(json, "username", login.username());
            putIfSet(json, "email", login.email());
            putIfSet(json, "url", login.url());
            putIfSet(json, NOTES, login.notes());
            login.totp().ifPresent(totp -> json.set("totp", writeTotp(totp)));
        } else if (payload instanceof SecretPayload.ApiKey apiKey) {
            json.put("api_key", apiKey.apiKey());
            putIfSet(json, ENDPOINT, apiKey.endpoint());
            putIfSet(json, NOTES, apiKey.notes());
        } else if (payload instanceof SecretPayload.KeyPair keyPair) {
            json.put("access_key", keyPair.accessKey());
            json.put("secret_key", keyPair.secretKey());
            putIfSet(json, ENDPOINT, keyPair.endpoint());
            putIfSet(json, NOTES, keyPair.notes());
        } else if (payload instanceof SecretPayload.SshKey sshKey) {
            json.put("private_key", sshKey.privateKey());
            putIfSet(json, "public_key", sshKey.publicKey());
            putIfSet(json, "fingerprint", sshKey.fingerprint());
            putIfSet(json, "passphrase", sshKey.passphrase());
            putIfSet(json, NOTES, sshKey.notes());
        } else if (payload instanceof SecretPayload.Other other) {
            json.put("data", other.data());
            putIfSet(json, NOTES, other.notes());
        }
        return json;
    }

    /**
     * Reads a payload.
     *
     * @throws VaultException {@link Reason#INVALID_PAYLOAD} when a required member is missing or one has another type
     */
    static SecretPayload read(SecretType type, ObjectNode json) {
        Members members = new Members(json, Reason.INVALID_PAYLOAD, "its payload (" + type.wireName() + ")");
        return switch (type) {
            case LOGIN ->
                new SecretPayload.Login(
                        members.text("password"),
                        members.textOrEmpty("username"),
                        members.textOrEmpty("email"),
                        members.textOrEmpty("url"),
                        members.textOrEmpty(NOTES),
                        members.membersOf("totp").map(PayloadJson::readTotp));
            case API_KEY ->
                new SecretPayload.ApiKey(
                        members.text("api_key"), members.textOrEmpty(ENDPOINT), members.textOrEmpty(NOTES));
            case KEY_PAIR ->
                new SecretPayload.KeyPair(
                        members.text("access_key"),
                        members.text("secret_key"),
                        members.textOrEmpty(ENDPOINT),
                        members.textOrEmpty(NOTES));
            case SSH_KEY ->
                new SecretPayload.SshKey(
                        members.text("private_key"),
                        members.textOrEmpty("public_key"),
                        members.textOrEmpty("fingerprint"),
                        members.textOrEmpty("passphrase"),
                        members.textOrEmpty(NOTES));
            case OTHER -> new SecretPayload.Other(members.text("data"), members.textOrEmpty(NOTES));
        };
    }

    static ObjectNode writeTotp(Totp totp) {
        ObjectNode json = Json.object()
                .put("secret", totp.secret())
                .put("algorithm", totp.algorithm().wireName())
                .put("digits", totp.digits())
                .put("period", totp.period());
        putIfSet(json, "issuer", totp.issuer());
        putIfSet(json, "account_name", totp.accountName());
        return json;
    }

    private static Totp readTotp(Members members) {
        String algorithm = members.has("algorithm") ? members.text("algorithm") : TotpAlgorithm.SHA1.wireName();
        try {
            return new Totp(
                    members.text("secret"),
                    TotpAlgorithm.named(algorithm)
                            .orElseThrow(() -> members.wrong("algorithm", "is none of sha1, sha256, sha512")),
                    members.countOr("digits", Totp.DEFAULT_DIGITS),
                    members.countOr("period", Totp.DEFAULT_PERIOD),
                    members.textOrEmpty("issuer"),
                    members.textOrEmpty("account_name"));
        } catch (IllegalArgumentException refused) {
            throw new VaultException(Reason.INVALID_PAYLOAD, members.what() + ": " + refused.getMessage());
        }
    }

    private static void putIfSet(ObjectNode json, String name, String value) {
        if (!value.isEmpty()) {
            json.put(name, value);
        }
    }
}
