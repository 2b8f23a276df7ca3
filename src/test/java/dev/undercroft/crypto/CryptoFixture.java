package dev.undercroft.crypto;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Properties;
import java.util.stream.Stream;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** Short words for the things that the tests of this package need. */
final class CryptoFixture {

    static final SecureRandom RANDOM = new SecureRandom();
    static final RealmKey REALM_KEY = RealmKey.fresh("tnt_acme", 1, RANDOM);
    static final Binding BINDING = new Binding("tnt_acme", "secret", "app/db/password", 1);

    private CryptoFixture() {}

    static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }

    static SecretKey aesKey(String hex) {
        return new SecretKeySpec(hex(hex), "AES");
    }

    static RootKey rootKey(int seed) {
        byte[] bytes = new byte[32];
        bytes[0] = (byte) seed;
        return RootKey.of(bytes);
    }

    static Properties vectors(String name) {
        Properties vectors = new Properties();
        try (Reader reader =
                new InputStreamReader(CryptoFixture.class.getResourceAsStream(name), StandardCharsets.UTF_8)) {
            vectors.load(reader);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return vectors;
    }

    static Stream<String> tamperedNames(Properties vectors) {
        return vectors.stringPropertyNames().stream()
                .filter(name -> name.startsWith("tampered."))
                .sorted();
    }
}
