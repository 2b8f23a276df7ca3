package dev.undercroft.identity;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Plain RSA keys as PEM text (RFC 7468), in PKCS#8 or PKCS#1; what is outside the marks is a comment. */
final class PrivateKeyText {

    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([^\\n-]*)-----(.*?)-----END \\1-----", Pattern.DOTALL);
    private static final Pattern MARK = Pattern.compile("-----(BEGIN|END) ");
    private static final int MARKS_OF_A_BLOCK = 2;

    // What PKCS#8 puts before the key of PKCS#1: version 0, then the algorithm rsaEncryption (RFC 8017, appendix C).
    private static final byte[] RSA = HexFormat.of().parseHex("020100300d06092a864886f70d0101010500");
    private static final int SEQUENCE = 0x30;
    private static final int OCTET_STRING = 0x04;
    private static final int LONGEST_SHORT_LENGTH = 0x7f;

    private PrivateKeyText() {}

    /**
     * The keys in their order; none where the text has none.
     *
     * @throws GeneralSecurityException when a block is broken off, is no plain private key, or no key of RSA
     */
    static List<PrivateKey> read(String pem) throws GeneralSecurityException {
        var keys = new ArrayList<PrivateKey>();
        Matcher block = BLOCK.matcher(pem);
        while (block.find()) {
            keys.add(key(block.group(1), block.group(2)));
        }
        if (MARK.matcher(pem).results().count() != (long) keys.size() * MARKS_OF_A_BLOCK) {
            throw new GeneralSecurityException("a block of the file is broken off");
        }
        return keys;
    }

    private static PrivateKey key(String label, String content) throws GeneralSecurityException {
        boolean bare = label.equals("RSA PRIVATE KEY");
        // A colon belongs to a header, which only encrypted keys have.
        if (!bare && !label.equals("PRIVATE KEY") || content.indexOf(':') >= 0) {
            throw new GeneralSecurityException("the file holds something other than plain private keys");
        }
        try {
            byte[] der = Base64.getDecoder().decode(content.replaceAll("\\s", ""));
            return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(bare ? wrapped(der) : der));
        } catch (IllegalArgumentException noBase64) {
            throw new GeneralSecurityException("a block of the file is no base64", noBase64);
        }
    }

    private static byte[] wrapped(byte[] bareKey) {
        var inside = new ByteArrayOutputStream();
        inside.writeBytes(RSA);
        write(inside, OCTET_STRING, bareKey);
        var outside = new ByteArrayOutputStream();
        write(outside, SEQUENCE, inside.toByteArray());
        return outside.toByteArray();
    }

    private static void write(ByteArrayOutputStream der, int tag, byte[] content) {
        der.write(tag);
        if (content.length <= LONGEST_SHORT_LENGTH) {
            der.write(content.length);
        } else {
            // The long form, in as many bytes as a key can need.
            der.write(0x82);
            der.write(content.length >> 8);
            der.write(content.length);
        }
        der.writeBytes(content);
    }
}
