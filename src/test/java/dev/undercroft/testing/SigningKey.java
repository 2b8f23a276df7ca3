package dev.undercroft.testing;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The built-in issuer's key of the test run. Made by the first class loader that asks and shared through a system
 * property, since the application under test is loaded by another one than the test resource.
 */
public final class SigningKey {

    private static final String PROPERTY = "undercroft.testing.signing-key";

    /** PKCS#8 in PEM. */
    public static final String PEM = pem();

    private SigningKey() {}

    private static synchronized String pem() {
        String shared = System.getProperty(PROPERTY);
        if (shared == null) {
            shared = fresh();
            System.setProperty(PROPERTY, shared);
        }
        return shared;
    }

    private static String fresh() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            KeyPair pair = generator.generateKeyPair();
            return "-----BEGIN PRIVATE KEY-----\n"
                    + Base64.getMimeEncoder(64, new byte[] {'\n'})
                            .encodeToString(pair.getPrivate().getEncoded())
                    + "\n-----END PRIVATE KEY-----\n";
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
