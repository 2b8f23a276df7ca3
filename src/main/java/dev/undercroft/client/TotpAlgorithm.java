package dev.undercroft.client;

import java.util.Locale;
import java.util.Optional;

/** The hash of one-time codes. */
public enum TotpAlgorithm {
    /** HMAC-SHA-1, which nearly everybody uses. */
    SHA1("HmacSHA1"),
    /** HMAC-SHA-256. */
    SHA256("HmacSHA256"),
    /** HMAC-SHA-512. */
    SHA512("HmacSHA512");

    private final String mac;

    TotpAlgorithm(String mac) {
        this.mac = mac;
    }

    /** As it is written in a payload. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** As the JDK calls it. */
    String mac() {
        return mac;
    }

    /** In any case of letters; nothing when there is none of that name. */
    public static Optional<TotpAlgorithm> named(String name) {
        for (TotpAlgorithm algorithm : values()) {
            if (algorithm.name().equalsIgnoreCase(name)) {
                return Optional.of(algorithm);
            }
        }
        return Optional.empty();
    }
}
