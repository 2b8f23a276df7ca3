package dev.undercroft.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.undercroft.client.VaultException.Reason;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Answers as records; throws {@link Reason#BAD_ANSWER}. Stateless and thread safe. */
final class WireReading {

    private WireReading() {}

    static Members members(Call call, JsonNode answer) {
        return new Members(answer, Reason.BAD_ANSWER, "the answer to \"" + call + "\"");
    }

    static List<Members> list(Call call, JsonNode answer) {
        return Members.list(answer, Reason.BAD_ANSWER, "the answer to \"" + call + "\"");
    }

    static Caller caller(Members caller) {
        return new Caller(
                caller.text("organization_id"), caller.textOrEmpty("auth_type"), caller.textOrEmpty("auth_subtype"));
    }

    static VaultInfo info(Members info) {
        return new VaultInfo(
                info.uuid("id"),
                info.text("organization_id"),
                info.instant("created_at"),
                info.instant("updated_at"),
                info.countOr("key_count", 0),
                info.countOr("secret_count", 0),
                info.countOr("recovery_key_count", 0),
                info.countOr("payload_format", PayloadFormat.V1.number()),
                info.membersOf("kdf").map(WireReading::kdf).orElse(KdfParameters.STANDARD));
    }

    static KdfParameters kdf(Members kdf) {
        return new KdfParameters(kdf.count("iterations"), kdf.count("memory_kib"), kdf.count("parallelism"));
    }

    static VaultKey key(Members key) {
        return new VaultKey(
                key.uuid("id"),
                KeyType.named(key.text("key_type"))
                        .orElseThrow(() -> key.wrong("key_type", "is neither primary nor recovery")),
                key.textOrEmpty("created_by"),
                key.instant("created_at"),
                key.instant("updated_at"));
    }

    static SecretMetadata metadata(Members secret) {
        return new SecretMetadata(
                secret.uuid("id"),
                secret.text("name"),
                secret.textOrEmpty("description"),
                SecretType.named(secret.text("secret_type"))
                        .orElseThrow(() -> secret.wrong("secret_type", "is none of the five")),
                secret.instant("created_at"),
                secret.instant("updated_at"),
                secret.list("access").stream().map(WireReading::accessRule).toList());
    }

    static SecretDetail detail(Members secret) {
        return new SecretDetail(metadata(secret), secret.text("encrypted_payload"));
    }

    static AccessRule accessRule(Members rule) {
        return new AccessRule(
                rule.uuid("id"), rule.uuid("vault_secret_id"), rule.uuid("identity_id"), rule.instant("created_at"));
    }

    static UnlockAnswer unlock(Members answer) {
        List<SecretDetail> secrets = answer.list("encrypted_secrets").stream()
                .map(WireReading::detail)
                .toList();
        Set<UUID> ids = new HashSet<>();
        if (!secrets.stream().allMatch(secret -> ids.add(secret.metadata().id()))) {
            throw answer.wrong("encrypted_secrets", "shows a secret twice");
        }
        return new UnlockAnswer(answer.textOrEmpty("wrapped_org_encryption_key"), secrets);
    }
}
