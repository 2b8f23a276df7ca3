package dev.undercroft.client;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Reads {@code otpauth://totp/...}. Errors say which part is wrong and quote neither the secret nor the text. Stateless and
 * thread safe.
 */
final class OtpAuthUri {

    private static final String SCHEME = "otpauth://";

    private OtpAuthUri() {}

    static Totp parse(String uri) {
        if (!uri.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw new IllegalArgumentException("the URI must begin with otpauth://");
        }
        String rest = uri.substring(SCHEME.length());
        int fragment = rest.indexOf('#');
        rest = fragment < 0 ? rest : rest.substring(0, fragment);
        int question = rest.indexOf('?');
        String place = question < 0 ? rest : rest.substring(0, question);
        Map<String, String> query = query(question < 0 ? "" : rest.substring(question + 1));
        int slash = place.indexOf('/');
        requireTotp(slash < 0 ? place : place.substring(0, slash));
        String label = slash < 0 ? "" : percentDecoded(place.substring(slash + 1), "the label");
        return totp(label, query);
    }

    private static Totp totp(String label, Map<String, String> query) {
        int colon = label.indexOf(':');
        String labelIssuer = colon < 0 ? "" : label.substring(0, colon).strip();
        String account = label.substring(colon + 1).strip();
        String secret = query.getOrDefault("secret", "");
        if (secret.isEmpty()) {
            throw new IllegalArgumentException("the URI has no secret; it must have the parameter secret");
        }
        String issuer = query.getOrDefault("issuer", "");
        return new Totp(
                secret.toUpperCase(Locale.ROOT),
                TotpAlgorithm.named(query.getOrDefault("algorithm", "sha1"))
                        .orElseThrow(() -> new IllegalArgumentException("algorithm must be SHA1, SHA256 or SHA512")),
                number(query, "digits", Totp.DEFAULT_DIGITS),
                number(query, "period", Totp.DEFAULT_PERIOD),
                issuer.isEmpty() ? labelIssuer : issuer,
                account);
    }

    private static void requireTotp(String host) {
        if (host.equalsIgnoreCase("hotp")) {
            throw new IllegalArgumentException(
                    "otpauth://hotp counts codes, which is not supported; use otpauth://totp");
        }
        if (!host.equalsIgnoreCase("totp")) {
            throw new IllegalArgumentException("the URI must begin with otpauth://totp/");
        }
    }

    private static Map<String, String> query(String query) {
        Map<String, String> parameters = new HashMap<>();
        for (String pair : query.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                String name = formDecoded(pair.substring(0, equals));
                parameters.putIfAbsent(name, formDecoded(pair.substring(equals + 1)));
            }
        }
        return parameters;
    }

    private static int number(Map<String, String> query, String name, int absent) {
        String text = query.getOrDefault(name, "");
        if (text.isEmpty()) {
            return absent;
        }
        if (!text.matches("[0-9]{1,4}")) {
            throw new IllegalArgumentException(name + " must be a whole number");
        }
        return Integer.parseInt(text);
    }

    // In a path a plus sign is one.
    private static String percentDecoded(String text, String what) {
        return decoded(text.replace("+", "%2B"), what);
    }

    private static String formDecoded(String text) {
        return decoded(text, "a parameter");
    }

    private static String decoded(String text, String what) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException(what + " of the URI is not percent-encoded soundly");
        }
    }
}
