package dev.undercroft.client;

import java.util.Arrays;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;

/** HKDF-SHA256 (RFC 5869) with an empty salt and 32 bytes of output. Stateless and thread safe. */
final class Hkdf {

    private Hkdf() {}

    /** Derives a key; the caller closes it. */
    static KeyBytes key(KeyBytes from, Fields info) {
        return KeyBytes.taking(bytes(from, info));
    }

    /** Derives bytes that are no key. */
    static byte[] bytes(KeyBytes from, Fields info) {
        byte[] input = from.getEncoded();
        try {
            var generator = new HKDFBytesGenerator(new SHA256Digest());
            generator.init(new HKDFParameters(input, null, info.toBytes()));
            byte[] output = new byte[KeyBytes.LENGTH];
            generator.generateBytes(output, 0, output.length);
            return output;
        } finally {
            Arrays.fill(input, (byte) 0);
        }
    }
}
