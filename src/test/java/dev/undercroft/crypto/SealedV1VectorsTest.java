package dev.undercroft.crypto;

import static dev.undercroft.crypto.CryptoFixture.aesKey;
import static dev.undercroft.crypto.CryptoFixture.hex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What was stored must open for ever; see {@code sealed-v1.properties}. */
class SealedV1VectorsTest {

    private static final Properties VECTORS = CryptoFixture.vectors("sealed-v1.properties");
    private static final Binding BINDING = new Binding(
            VECTORS.getProperty("realm_id"),
            VECTORS.getProperty("kind"),
            VECTORS.getProperty("record_id"),
            Long.parseLong(VECTORS.getProperty("version")));
    private static final int REALM_KEY_VERSION = Integer.parseInt(VECTORS.getProperty("realm_key_version"));
    private static final RealmKey REALM_KEY =
            new RealmKey(BINDING.realmId(), REALM_KEY_VERSION, aesKey(VECTORS.getProperty("realm_key")));

    private final Sealer sealer = new Sealer();

    @Test
    void the_stored_value_opens() {
        byte[] sealed = hex(VECTORS.getProperty("sealed"));

        assertThat(sealer.realmKeyVersion(sealed)).isEqualTo(REALM_KEY_VERSION);
        assertThat(sealer.open(version -> REALM_KEY, BINDING, sealed)).isEqualTo(hex(VECTORS.getProperty("plaintext")));
    }

    @Test
    void the_same_value_is_sealed_to_the_same_bytes_when_nonce_and_data_key_are_the_same() {
        Sealer predictable =
                new Sealer(new GivenBytes(hex(VECTORS.getProperty("nonce") + VECTORS.getProperty("data_key"))));

        byte[] sealed = predictable.seal(REALM_KEY, BINDING, hex(VECTORS.getProperty("plaintext")));

        assertThat(sealed).isEqualTo(hex(VECTORS.getProperty("sealed")));
    }

    @Test
    void the_associated_data_are_as_they_were() {
        assertThat(BINDING.associatedData((byte) 1)).isEqualTo(hex(VECTORS.getProperty("associated_data")));
    }

    @ParameterizedTest
    @MethodSource("tamperedNames")
    void what_was_tampered_with_does_not_open(String name) {
        // The key ring answers by version, as in production.
        RealmKeys realmKeys = version -> version == REALM_KEY_VERSION
                ? REALM_KEY
                : RealmKey.fresh(BINDING.realmId(), version, CryptoFixture.RANDOM);

        assertThatThrownBy(() -> sealer.open(realmKeys, BINDING, hex(VECTORS.getProperty(name))))
                .isInstanceOf(SealException.class)
                .hasNoCause();
    }

    static Stream<String> tamperedNames() {
        return CryptoFixture.tamperedNames(VECTORS);
    }

    /** Randomness that was drawn before. */
    private static final class GivenBytes extends SecureRandom {

        private static final long serialVersionUID = 1L;

        private final transient ByteBuffer bytes;

        GivenBytes(byte[] bytes) {
            this.bytes = ByteBuffer.wrap(bytes);
        }

        @Override
        public void nextBytes(byte[] target) {
            bytes.get(target);
        }
    }
}
