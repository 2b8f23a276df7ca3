package dev.undercroft.client;

import dev.undercroft.client.VaultException.Reason;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The four recovery codes of a new vault, which exist nowhere else. Closing wipes them. Thread safe, as far as nobody
 * writes into the arrays.
 */
public final class RecoveryCodes implements AutoCloseable {

    /** How many a vault has. */
    public static final int COUNT = 4;

    private static final String SYMBOLS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
    private static final int GROUPS = 8;
    private static final int GROUP_LENGTH = 4;
    private static final int LENGTH = GROUPS * (GROUP_LENGTH + 1) - 1;

    private final List<char[]> codes;
    private boolean closed;

    private RecoveryCodes(List<char[]> codes) {
        this.codes = List.copyOf(codes);
    }

    static RecoveryCodes fresh(SecureRandom random) {
        List<char[]> codes = new ArrayList<>(COUNT);
        for (int code = 0; code < COUNT; code++) {
            codes.add(freshCode(random));
        }
        return new RecoveryCodes(codes);
    }

    /**
     * The codes, 39 characters each; the arrays themselves, which {@link #close} wipes.
     *
     * @throws VaultException {@link Reason#CLOSED}
     */
    public synchronized List<char[]> codes() {
        if (closed) {
            throw new VaultException(Reason.CLOSED, "the recovery codes were wiped; they are shown once");
        }
        return codes;
    }

    /** Whether a text has the form of a recovery code: eight groups of four, in upper case, joined by hyphens. */
    public static boolean isWellFormed(char[] text) {
        if (text.length != LENGTH) {
            return false;
        }
        for (int index = 0; index < LENGTH; index++) {
            boolean sound = isHyphen(index) ? text[index] == '-' : SYMBOLS.indexOf(text[index]) >= 0;
            if (!sound) {
                return false;
            }
        }
        return true;
    }

    @Override
    public synchronized void close() {
        closed = true;
        codes.forEach(code -> Arrays.fill(code, '\0'));
    }

    // nextInt with a bound draws again where a remainder would favour some symbols.
    private static char[] freshCode(SecureRandom random) {
        char[] code = new char[LENGTH];
        for (int index = 0; index < LENGTH; index++) {
            code[index] = isHyphen(index) ? '-' : SYMBOLS.charAt(random.nextInt(SYMBOLS.length()));
        }
        return code;
    }

    private static boolean isHyphen(int index) {
        return index % (GROUP_LENGTH + 1) == GROUP_LENGTH;
    }

    /** Without the codes. */
    @Override
    public String toString() {
        return "RecoveryCodes[hidden]";
    }
}
