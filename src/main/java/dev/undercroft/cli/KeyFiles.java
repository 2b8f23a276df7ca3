package dev.undercroft.cli;

import dev.undercroft.crypto.FileRootKeySource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.util.Base64;

/** Makes key files where there are none. They are readable by their owner only. */
final class KeyFiles {

    private static final int SIGNING_BITS = 3072;

    private KeyFiles() {}

    /** Makes a file with a fresh root key; does nothing when there is one. Returns whether it made one. */
    static boolean ensureRootKey(Path file) {
        if (Files.exists(file)) {
            return false;
        }
        makeDirectory(file);
        FileRootKeySource.create(file);
        return true;
    }

    /** Makes a file with a fresh signing key; does nothing when there is one. Returns whether it made one. */
    static boolean ensureSigningKey(Path file) {
        if (Files.exists(file)) {
            return false;
        }
        makeDirectory(file);
        try {
            Path fresh = Files.createTempFile(
                    file.toAbsolutePath().getParent(),
                    "signing-keys",
                    ".new",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(fresh, signingKeyPem());
            Files.move(fresh, file);
        } catch (IOException failed) {
            throw new ConfigurationException(
                    "no signing key can be written to " + file + ": " + failed.getMessage(), failed);
        }
        return true;
    }

    /** A fresh RSA key as PKCS#8 in PEM. */
    static String signingKeyPem() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(SIGNING_BITS);
            PrivateKey key = generator.generateKeyPair().getPrivate();
            return "-----BEGIN PRIVATE KEY-----\n"
                    + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded())
                    + "\n-----END PRIVATE KEY-----\n";
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("this JDK has no RSA", impossible);
        }
    }

    private static void makeDirectory(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
        } catch (IOException failed) {
            throw new ConfigurationException(
                    "the directory of " + file + " can't be made: " + failed.getMessage() + "; set UNDERCROFT_DATA_DIR",
                    failed);
        }
    }
}
