package dev.undercroft.vault;

import dev.undercroft.web.Problem;
import dev.undercroft.web.ProblemCode;
import java.util.UUID;
import java.util.regex.Pattern;

/** Where this door is, and what the trail calls what is behind it: ids, never a proof. */
final class VaultPaths {

    /** What the seed documents write before every path of a vault. */
    static final String SHORT = "/vault";

    static final String VAULT = "/api/v1/vault";
    static final String UNLOCK = VAULT + "/unlock";
    static final String KEYS = VAULT + "/keys";
    static final String SECRETS = VAULT + "/secrets";
    static final String IDENTITIES = "/api/v1/identities";
    static final String WHOAMI = "/api/whoami";

    private static final String BASE = "/api/v1";
    // Canonical alone: clients authenticate ids as they write them.
    private static final Pattern ID = Pattern.compile(Checks.UUID);

    private VaultPaths() {}

    static boolean isVault(String path) {
        return isAt(path, BASE) || isShort(path) || isAt(path, WHOAMI);
    }

    static boolean isShort(String path) {
        return isAt(path, SHORT);
    }

    private static boolean isAt(String path, String start) {
        return path.startsWith(start) && (path.length() == start.length() || path.charAt(start.length()) == '/');
    }

    /** The id that a path or a body names; what is none names nothing, so it throws the problem that says so. */
    static UUID id(String text, ProblemCode notFound) {
        if (!ID.matcher(text).matches()) {
            throw new Problem(notFound);
        }
        return UUID.fromString(text);
    }

    static String key(UUID id) {
        return KEYS + "/" + id;
    }

    static String secret(UUID id) {
        return SECRETS + "/" + id;
    }

    static String access(UUID secretId) {
        return secret(secretId) + "/access";
    }

    static String identity(UUID id) {
        return IDENTITIES + "/" + id;
    }
}
