package dev.undercroft.client;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.undercroft.client.VaultException.Reason;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What a memory's file says:
 *
 * <pre>
 * {"memory": 1, "vaults": [{"service", "organization_id", "payload_format", "kdf": {...}, "fingerprint",
 *   "earlier_fingerprints": [...],
 *   "secrets": {"secret id": {"version", "sha256", "superseded": [...]} or {"deleted": true}}}]}
 * </pre>
 *
 * Stateless and thread safe.
 */
final class MemoryDocument {

    private static final int DOCUMENT_VERSION = 1;

    private MemoryDocument() {}

    /** Reads a document; throws {@link Reason#MEMORY} when it is none. */
    static Map<VaultPlace, RememberedVault> read(byte[] bytes) {
        Members document = new Members(
                Json.read(bytes).orElseThrow(() -> new VaultException(Reason.MEMORY, "it is no JSON")),
                Reason.MEMORY,
                "the memory");
        if (document.number("memory") != DOCUMENT_VERSION) {
            throw document.wrong("memory", "is not 1: a newer client wrote it");
        }
        Map<VaultPlace, RememberedVault> vaults = new HashMap<>();
        for (Members vault : document.list("vaults")) {
            vaults.put(new VaultPlace(vault.text("service"), vault.text("organization_id")), vault(vault));
        }
        return vaults;
    }

    static byte[] write(Map<VaultPlace, RememberedVault> vaults) {
        ObjectNode document = Json.object().put("memory", DOCUMENT_VERSION);
        ArrayNode list = document.putArray("vaults");
        vaults.forEach((place, vault) -> list.add(vault(place, vault)));
        return Json.writeIndented(document);
    }

    private static RememberedVault vault(Members vault) {
        Map<UUID, RememberedSecret> secrets = new HashMap<>();
        Members ids = vault.membersOf("secrets").orElseThrow(() -> vault.wrong("secrets", "is missing"));
        ids.node().fieldNames().forEachRemaining(id -> {
            Members secret = ids.membersOf(id).orElseThrow(() -> ids.wrong(id, "is empty"));
            secrets.put(secretId(ids, id), secret(secret));
        });
        return new RememberedVault(
                PayloadFormat.numbered(vault.count("payload_format"))
                        .orElseThrow(() -> vault.wrong("payload_format", "is unknown")),
                WireReading.kdf(vault.membersOf("kdf").orElseThrow(() -> vault.wrong("kdf", "is missing"))),
                vault.text("fingerprint"),
                vault.texts("earlier_fingerprints"),
                secrets);
    }

    private static UUID secretId(Members ids, String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException malformed) {
            throw ids.wrong("secrets", "has a member whose name is no UUID");
        }
    }

    private static RememberedSecret secret(Members secret) {
        if (secret.has("deleted")) {
            return RememberedSecret.DELETED;
        }
        List<String> superseded = secret.texts("superseded");
        return new RememberedSecret(secret.number("version"), secret.text("sha256"), superseded, false);
    }

    private static ObjectNode vault(VaultPlace place, RememberedVault vault) {
        ObjectNode json = Json.object()
                .put("service", place.service())
                .put("organization_id", place.organization())
                .put("payload_format", vault.format().number());
        json.set("kdf", WireWriting.kdf(vault.kdf()));
        json.put("fingerprint", vault.fingerprint());
        vault.earlierFingerprints().forEach(json.putArray("earlier_fingerprints")::add);
        ObjectNode secrets = json.putObject("secrets");
        new TreeMap<>(vault.secrets()).forEach((id, secret) -> secrets.set(id.toString(), secret(secret)));
        return json;
    }

    private static ObjectNode secret(RememberedSecret secret) {
        if (secret.deleted()) {
            return Json.object().put("deleted", true);
        }
        ObjectNode json = Json.object().put("version", secret.version()).put("sha256", secret.digest());
        if (!secret.superseded().isEmpty()) {
            secret.superseded().forEach(json.putArray("superseded")::add);
        }
        return json;
    }
}
