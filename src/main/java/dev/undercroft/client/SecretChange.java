package dev.undercroft.client;

import dev.undercroft.client.VaultException.Reason;
import java.util.Optional;

/**
 * What is to change of a secret; what is not named stays. Immutable.
 *
 * @param description {@code ""} takes it away
 * @param payload replaces the whole payload, by one of the same type
 */
public record SecretChange(Optional<String> name, Optional<String> description, Optional<SecretPayload> payload) {

    /** Changes nothing yet. */
    public static SecretChange none() {
        return new SecretChange(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Also changes the name. */
    public SecretChange withName(String changed) {
        return new SecretChange(Optional.of(changed), description, payload);
    }

    /** Also changes the description. */
    public SecretChange withDescription(String changed) {
        return new SecretChange(name, Optional.of(changed), payload);
    }

    /** Also changes the payload. */
    public SecretChange withPayload(SecretPayload changed) {
        return new SecretChange(name, description, Optional.of(changed));
    }

    /** Throws {@link Reason#WRONG_TYPE} when the payload is of another type. */
    SecretContent applyTo(OpenedSecret secret) {
        SecretType type = secret.metadata().type();
        if (payload.isPresent() && payload.get().type() != type) {
            throw new VaultException(
                    Reason.WRONG_TYPE,
                    secret.metadata().label() + " is of type " + type.wireName() + " and not of type "
                            + payload.get().type().wireName() + ", which never changes; make a new secret",
                    secret.metadata().id());
        }
        SecretContent content = secret.content();
        return new SecretContent(
                name.orElse(content.name()),
                description.orElse(content.description()),
                payload.map(PayloadJson::write).orElse(content.payload()));
    }
}
