package dev.undercroft.client;

import java.util.Locale;
import java.util.Optional;

/** The five kinds of secrets; that of a secret never changes. */
public enum SecretType {
    /** {@link SecretPayload.Login} */
    LOGIN,
    /** {@link SecretPayload.ApiKey} */
    API_KEY,
    /** {@link SecretPayload.KeyPair} */
    KEY_PAIR,
    /** {@link SecretPayload.SshKey} */
    SSH_KEY,
    /** {@link SecretPayload.Other} */
    OTHER;

    /** As it is written on the wire. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The type of that name on the wire; nothing when there is none. */
    public static Optional<SecretType> named(String wireName) {
        for (SecretType type : values()) {
            if (type.wireName().equals(wireName)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
