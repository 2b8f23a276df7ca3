package dev.undercroft.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.undercroft.client.VaultException.Reason;
import java.util.List;
import java.util.Optional;

/** The calls about the vault and its keys. Thread safe. */
final class KeyCalls {

    // A vault has one primary key and four recovery codes; each key costs a request when unlocking.
    private static final int MOST_KEYS = 50;

    private final ServiceConnection service;

    KeyCalls(ServiceConnection service) {
        this.service = service;
    }

    Caller whoami() {
        Call call = Call.get(service.address().whoami(), "asking who I am");
        return WireReading.caller(WireReading.members(call, service.answer(call)));
    }

    /** Nothing when there is no vault. */
    Optional<VaultInfo> info() {
        Call call = Call.get(service.address().vault("/info"), "asking for the vault");
        return service.answerIfFound(call).map(answer -> WireReading.info(WireReading.members(call, answer)));
    }

    VaultInfo requireInfo() {
        return info().orElseThrow(() -> new VaultException(
                Reason.NO_VAULT,
                "the organisation has no vault at " + service.address() + "; make one, or check the address"));
    }

    List<VaultKey> keys() {
        Call call = Call.get(service.address().vault("/keys"), "listing the keys");
        List<VaultKey> keys = WireReading.list(call, service.answer(call)).stream()
                .map(WireReading::key)
                .toList();
        if (keys.size() > MOST_KEYS) {
            throw new VaultException(
                    Reason.BAD_ANSWER, call + ": the service shows " + keys.size() + " keys, more than a vault has");
        }
        return keys;
    }

    UnlockAnswer unlock(String proof) {
        Call call = Call.get(service.address().vault("/unlock?auth_hash=" + proof), "unlocking");
        return service.answerIfFound(call)
                .map(answer -> WireReading.unlock(WireReading.members(call, answer)))
                .orElse(UnlockAnswer.NO_MATCH);
    }

    void initialize(JsonNode material) {
        service.run(Call.with("POST", service.address().vault("/initialize"), material, "making the vault"));
    }

    VaultKey replacePrimary(JsonNode material) {
        Call call = Call.with("PUT", service.address().vault("/keys/primary"), material, "replacing the vault key");
        return WireReading.key(WireReading.members(call, service.answer(call)));
    }

    /** Whether there was such a key. */
    boolean revoke(String changeProof) {
        return service.runIfFound(Call.delete(service.address().vault("/keys/" + changeProof), "revoking the key"));
    }
}
