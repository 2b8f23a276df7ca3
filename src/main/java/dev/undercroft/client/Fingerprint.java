package dev.undercroft.client;

import java.util.HexFormat;

/** Recognises an organisation key without showing anything of it. Stateless and thread safe. */
final class Fingerprint {

    private static final int BYTES = 16;

    private Fingerprint() {}

    /** 32 lower-case hexadecimal digits. */
    static String of(KeyBytes organizationKey, String organization) {
        Fields info = new Fields().text("undercroft vault 2 fingerprint").text(organization);
        return HexFormat.of().formatHex(Hkdf.bytes(organizationKey, info), 0, BYTES);
    }
}
