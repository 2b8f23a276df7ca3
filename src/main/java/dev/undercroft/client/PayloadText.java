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
     * Reads one that somebody wrote.
     *
     * @throws VaultException {@link Reason#INVALID_INPUT} when it is no JSON object, has a member that the type does not
     *     know, or makes one-time codes of a secret that other clients can't read; {@link Reason#INVALID_PAYLOAD} when a
     *     member that the type demands is missing, or one has another type
     */
    public static SecretPayload read(SecretType type, String json) {
        return Json.read(json.getBytes(StandardCharsets.UTF_8))
                .filter(ObjectNode.class::isInstance)
                .map(node -> read(type, (ObjectNode) node))
                .orElseThrow(() -> new VaultException(
                        Reason.INVALID_INPUT, "the payload is no JSON object; write it as in {\"data\": \"...\"}"));
    }

    private static SecretPayload read(SecretType type, ObjectNode json) {
        SecretPayload payload = PayloadJson.read(type, json);
        ObjectNode understood = PayloadJson.write(payload);
        json.properties().forEach(member -> {
            boolean unset = member.getValue().isNull()
                    || member.getValue().isTextual()
                            && member.getValue().textValue().isEmpty();
            if (!unset && !understood.has(member.getKey())) {
                throw new VaultException(
                        Reason.INVALID_INPUT,
                        "the payload has the member " + PlainText.of(member.getKey()) + ", which " + type.wireName()
                                + " does not know; 'notes' takes what has no place of its own");
            }
        });
        if (payload instanceof SecretPayload.Login login) {
            login.totp().ifPresent(PayloadText::requireReadable);
        }
        return payload;
    }

    private static void requireReadable(Totp totp) {
        try {
            totp.requireReadableEverywhere();
        } catch (IllegalArgumentException refused) {
            throw new VaultException(Reason.INVALID_INPUT, refused.getMessage());
        }
    }
}
