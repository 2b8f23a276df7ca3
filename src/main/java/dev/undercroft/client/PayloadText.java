package dev.undercroft.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.undercroft.client.VaultException.Reason;
import java.nio.charset.StandardCharsets;

/** Payloads as JSON texts with the members that are sealed. Stateless and thread safe. */
public final class PayloadText {

    private PayloadText() {}

    /** The JSON object that is sealed. */
    public static String write(SecretPayload payload) {
        return new String(Json.write(PayloadJson.write(payload)), StandardCharsets.UTF_8);
    }

    /**
     * Reads one; unknown members are left out.
     *
     * @throws VaultException {@link Reason#INVALID_INPUT} when it is no JSON object; {@link Reason#INVALID_PAYLOAD} when a
     *     member that the type demands is missing, or one has another type
     */
    public static SecretPayload read(SecretType type, String json) {
        return Json.read(json.getBytes(StandardCharsets.UTF_8))
                .filter(ObjectNode.class::isInstance)
                .map(node -> PayloadJson.read(type, (ObjectNode) node))
                .orElseThrow(() -> new VaultException(
                        Reason.INVALID_INPUT, "the payload is no JSON object; write it as in {\"data\": \"...\"}"));
    }
}
