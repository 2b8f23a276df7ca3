package dev.undercroft.crypto;

import static dev.undercroft.crypto.CryptoFixture.RANDOM;
import static dev.undercroft.crypto.CryptoFixture.rootKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RootKeyTest {

    @Test
    void the_id_is_cut_from_a_hash_of_label_and_key() throws NoSuchAlgorithmException {
        byte[] key = new byte[32];
        key[0] = 5;
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update("undercroft root key".getBytes(StandardCharsets.US_ASCII));
        String hash = HexFormat.of().formatHex(digest.digest(key));

        assertThat(RootKey.of(key).id())
                .isEqualTo("rk_" + hash.substring(0, 8))
                .isEqualTo(rootKey(5).id());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 16, 24, 31, 33, 64})
    void a_key_of_another_length_is_refused(int length) {
        assertThatThrownBy(() -> RootKey.of(new byte[length]))
                .isInstanceOf(RootKeyException.class)
                .hasMessageContaining("exactly 32 bytes");
    }

    @Test
    void the_key_stays_when_the_bytes_it_was_made_from_are_wiped() {
        byte[] bytes = new byte[32];
        bytes[0] = 5;
        RootKey rootKey = RootKey.of(bytes);

        bytes[0] = 0;

        assertThat(rootKey.key().getEncoded()[0]).isEqualTo((byte) 5);
    }

    @Test
    void a_fresh_key_is_a_new_one() {
        assertThat(RootKey.fresh(RANDOM).id())
                .isNotEqualTo(RootKey.fresh(RANDOM).id());
    }
}
