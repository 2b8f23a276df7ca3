package dev.undercroft.client;

/**
 * A one-time code. Immutable; {@code toString} does not show the code.
 *
 * @param code its digits, with leading zeros
 * @param periodStart Unix time in seconds
 * @param periodEnd Unix time in seconds, when the next code begins
 * @param secondsRemaining 1 to the length of the period
 */
public record TotpCode(String code, long periodStart, long periodEnd, int secondsRemaining) {

    /** Without the code. */
    @Override
    public String toString() {
        return "TotpCode[hidden, secondsRemaining=" + secondsRemaining + "]";
    }
}
