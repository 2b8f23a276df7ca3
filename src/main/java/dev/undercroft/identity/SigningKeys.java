package dev.undercroft.identity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.ArrayList;
import java.util.List;
import org.jose4j.jwk.RsaJsonWebKey;

/** The built-in issuer's keys, read from a PEM file; the last one signs, all of them verify. Immutable. */
public final class SigningKeys {

    private static final int SMALLEST_MODULUS_BITS = 2048;

    private final List<RsaJsonWebKey> keys;

    private SigningKeys(List<RsaJsonWebKey> keys) {
        this.keys = keys;
    }

    /** Reads PKCS#1 or PKCS#8 keys; throws {@link IllegalStateException} with a way to mend it. */
    public static SigningKeys read(Path file) {
        var keys = new ArrayList<RsaJsonWebKey>();
        try {
            for (PrivateKey key : PrivateKeyText.read(Files.readString(file))) {
                keys.add(webKey(key, file));
            }
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(
                    "the signing keys in " + file + " can't be read as plain RSA keys (" + e.getMessage()
                            + "); make a new file with 'keygen --type signing'",
                    e);
        }
        if (keys.isEmpty()) {
            throw new IllegalStateException(
                    "there is no signing key in " + file + "; make one with 'keygen --type signing'");
        }
        return new SigningKeys(List.copyOf(keys));
    }

    private static RsaJsonWebKey webKey(PrivateKey key, Path file) throws GeneralSecurityException {
        if (!(key instanceof RSAPrivateCrtKey rsa) || rsa.getModulus().bitLength() < SMALLEST_MODULUS_BITS) {
            throw new IllegalStateException("the signing keys in " + file + " must be RSA with 2048 bits or more");
        }
        var spec = new RSAPublicKeySpec(rsa.getModulus(), rsa.getPublicExponent());
        var webKey =
                new RsaJsonWebKey((RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(spec));
        webKey.setPrivateKey(rsa);
        webKey.setUse("sig");
        webKey.setAlgorithm("RS256");
        // RFC 7638: the id follows from the key, so that it needs no place of its own.
        webKey.setKeyId(webKey.calculateBase64urlEncodedThumbprint("SHA-256"));
        return webKey;
    }

    /** The key that signs. */
    public RsaJsonWebKey newest() {
        return keys.get(keys.size() - 1);
    }

    /** Every key that verifies. */
    public List<RsaJsonWebKey> all() {
        return keys;
    }
}
