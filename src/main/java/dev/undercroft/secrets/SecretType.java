package dev.undercroft.secrets;

import dev.undercroft.web.Problem;
import dev.undercroft.web.ProblemCode;
import java.util.Locale;

/** A hint for consumers about the shape of a value; it changes nothing in how the value is kept. */
public enum SecretType {
    KV,
    JSON,
    CERTIFICATE,
    SSH_KEY,
    API_KEY;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    /** The name in JSON and in rows. */
    public String wireName() {
        return wireName;
    }

    /** The type of this name; throws {@code invalid_secret_type} for unknown ones. */
    public static SecretType of(String wireName) {
        for (SecretType type : values()) {
            if (type.wireName.equals(wireName)) {
                return type;
            }
        }
        throw new Problem(ProblemCode.INVALID_SECRET_TYPE);
    }
}
