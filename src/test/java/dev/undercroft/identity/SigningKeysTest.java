package dev.undercroft.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.undercroft.testing.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.Base64;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The file with the built-in issuer's keys: what it may hold, and what is refused with a way to mend it. */
class SigningKeysTest {

    @TempDir
    Path folder;

    private SigningKeys read(String pem) throws IOException {
        return SigningKeys.read(Files.writeString(folder.resolve("keys.pem"), pem));
    }

    private static byte[] key(String algorithm, int bits) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(bits);
        return generator.generateKeyPair().getPrivate().getEncoded();
    }

    private static String pem(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END " + label + "-----\n";
    }

    @Test
    void aBareKeyIsTheSameKey() throws Exception {
        byte[] key = key("RSA", 2048);
        byte[] bare = PrivateKeyInfo.getInstance(key)
                .parsePrivateKey()
                .toASN1Primitive()
                .getEncoded();

        SigningKeys keys = read(pem("PRIVATE KEY", key) + pem("RSA PRIVATE KEY", bare));

        assertThat(keys.all()).hasSize(2);
        assertThat(keys.newest().getPrivateKey().getEncoded()).isEqualTo(key);
        assertThat(keys.newest().getKeyId()).isEqualTo(keys.all().get(0).getKeyId());
    }

    @Test
    void theLastOfSeveralSignsAndWhatStandsBetweenThemIsAComment() throws Exception {
        byte[] newest = key("RSA", 2048);

        SigningKeys keys = read("# made in spring\n" + SigningKey.PEM + "\r\n# in summer\n"
                + pem("PRIVATE KEY", newest).replace("\n", "\r\n"));

        assertThat(keys.all()).hasSize(2);
        assertThat(keys.newest().getPrivateKey().getEncoded()).isEqualTo(newest);
    }

    @Test
    void anotherAlgorithmAndASmallKeyAreRefused() throws Exception {
        String curve = pem("PRIVATE KEY", key("EC", 256));
        String small = pem("PRIVATE KEY", key("RSA", 1024));

        assertThatThrownBy(() -> read(curve)).hasMessageContaining("RSA");
        assertThatThrownBy(() -> read(small)).hasMessageContaining("must be RSA with 2048 bits or more");
    }

    @Test
    void aBrokenKeyIsRefused() throws Exception {
        byte[] key = key("RSA", 2048);
        byte[] half = Arrays.copyOf(key, key.length / 2);
        String brokenOff = SigningKey.PEM.substring(0, SigningKey.PEM.length() / 2);

        assertThatThrownBy(() -> read(pem("PRIVATE KEY", half))).hasMessageContaining("keygen --type signing");
        assertThatThrownBy(() -> read(pem("RSA PRIVATE KEY", half))).hasMessageContaining("keygen --type signing");
        assertThatThrownBy(() -> read(SigningKey.PEM + brokenOff)).hasMessageContaining("broken off");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n",
                "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n",
                "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\nAAAA\n-----END RSA PRIVATE KEY-----\n",
                "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"
            })
    void anythingElseIsRefused(String pem) {
        assertThatThrownBy(() -> read(pem)).hasMessageContaining("something other than plain private keys");
    }

    @Test
    void aFileWithoutAKeyIsRefused() {
        assertThatThrownBy(() -> read("# none\n")).hasMessageContaining("there is no signing key");
    }
}
