package dev.undercroft.client;

import java.util.Optional;

/** How a vault is sealed; chosen when it is made and never changed ({@code docs/vault-crypto.md}). */
public enum PayloadFormat {
    /** That of existing clients of this API. */
    V1(1),
    /** Ours: it also shows when a service rolls back, renames or swaps. */
    V2(2);

    private final int number;

    PayloadFormat(int number) {
        this.number = number;
    }

    /** As it is written on the wire. */
    public int number() {
        return number;
    }

    static Optional<PayloadFormat> numbered(int number) {
        for (PayloadFormat format : values()) {
            if (format.number == number) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }
}
