package dev.undercroft.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.undercroft.client.VaultException.Reason;
import java.net.URI;
import java.util.List;
import java.util.UUID;

/** The calls about secrets and who may read them. Thread safe. */
final class SecretCalls {

    private static final String HANDLE = "@?[A-Za-z0-9][A-Za-z0-9._-]{0,62}";

    private final ServiceConnection service;

    SecretCalls(ServiceConnection service) {
        this.service = service;
    }

    List<SecretMetadata> list() {
        return list(Call.get(service.address().vault("/secrets"), "listing the secrets"));
    }

    List<SecretMetadata> list(SecretType type) {
        return list(Call.get(
                service.address().vault("/secrets?secret_type=" + type.wireName()), "listing the secrets of a type"));
    }

    SecretDetail get(UUID id) {
        Call call = Call.get(service.address().vault("/secrets/" + id), "reading secret " + id);
        return WireReading.detail(WireReading.members(call, service.answer(call)));
    }

    SecretMetadata create(UUID id, JsonNode body) {
        Call call = Call.with("POST", service.address().vault("/secrets"), body, "creating secret " + id);
        return WireReading.metadata(WireReading.members(call, service.answer(call)));
    }

    SecretMetadata change(UUID id, JsonNode body) {
        Call call = Call.with("PATCH", service.address().vault("/secrets/" + id), body, "changing secret " + id);
        return WireReading.metadata(WireReading.members(call, service.answer(call)));
    }

    void delete(UUID id) {
        service.run(Call.delete(service.address().vault("/secrets/" + id), "deleting secret " + id));
    }

    UUID identity(String handle) {
        if (!handle.matches(HANDLE)) {
            throw new VaultException(
                    Reason.INVALID_INPUT, "that is no handle of an identity; use letters, digits, '.', '_' and '-'");
        }
        String bare = handle.startsWith("@") ? handle.substring(1) : handle;
        Call call = Call.get(service.address().identity(bare), "looking up identity " + bare);
        return WireReading.members(call, service.answer(call)).uuid("id");
    }

    AccessRule grant(UUID id, UUID identityId) {
        Call call = Call.with(
                "POST",
                access(id, ""),
                Json.object().put("identity_id", identityId.toString()),
                "granting secret " + id);
        return WireReading.accessRule(WireReading.members(call, service.answer(call)));
    }

    List<AccessRule> accessRules(UUID id) {
        Call call = Call.get(access(id, ""), "listing who may read secret " + id);
        return WireReading.list(call, service.answer(call)).stream()
                .map(WireReading::accessRule)
                .toList();
    }

    void revokeAccess(UUID id, UUID identityId) {
        service.run(Call.delete(access(id, "/" + identityId), "revoking access to secret " + id));
    }

    private URI access(UUID id, String rest) {
        return service.address().vault("/secrets/" + id + "/access" + rest);
    }

    private List<SecretMetadata> list(Call call) {
        return WireReading.list(call, service.answer(call)).stream()
                .map(WireReading::metadata)
                .toList();
    }
}
