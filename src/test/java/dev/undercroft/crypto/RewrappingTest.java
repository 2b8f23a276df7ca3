package dev.undercroft.crypto;

import static dev.undercroft.crypto.CryptoFixture.BINDING;
import static dev.undercroft.crypto.CryptoFixture.RANDOM;
import static dev.undercroft.crypto.CryptoFixture.REALM_KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class RewrappingTest {

    private static final RealmKey NEXT = RealmKey.fresh("tnt_acme", 2, RANDOM);

    private final Sealer sealer = new Sealer();

    @Property(tries = 300)
    void the_value_opens_under_the_new_realm_key_and_not_under_the_old_one(@ForAll byte[] plaintext) {
        byte[] rewrapped = sealer.rewrap(sealer.seal(REALM_KEY, BINDING, plaintext), REALM_KEY, NEXT);

        assertThat(sealer.realmKeyVersion(rewrapped)).isEqualTo(2);
        assertThat(sealer.open(version -> NEXT, BINDING, rewrapped)).isEqualTo(plaintext);
        assertThatThrownBy(() -> sealer.open(version -> REALM_KEY, BINDING, rewrapped))
                .isInstanceOf(SealException.class);
    }

    @Test
    void nonce_and_ciphertext_stay_and_the_given_bytes_are_not_changed() {
        byte[] sealed = sealer.seal(REALM_KEY, BINDING, new byte[40]);
        byte[] before = sealed.clone();

        byte[] rewrapped = sealer.rewrap(sealed, REALM_KEY, NEXT);

        assertThat(sealed).isEqualTo(before);
        assertThat(rewrapped).isNotEqualTo(sealed);
        assertThat(Arrays.copyOfRange(rewrapped, 45, rewrapped.length))
                .isEqualTo(Arrays.copyOfRange(sealed, 45, sealed.length));
    }

    @Test
    void a_value_that_another_version_wraps_is_refused() {
        byte[] sealed = sealer.seal(NEXT, BINDING, new byte[40]);

        assertThatThrownBy(() -> sealer.rewrap(sealed, REALM_KEY, NEXT))
                .isInstanceOf(SealException.class)
                .hasMessageContaining("another version");
    }

    @Test
    void a_value_whose_data_key_does_not_open_is_refused() {
        byte[] sealed = sealer.seal(REALM_KEY, BINDING, new byte[40]);
        RealmKey impostor = RealmKey.fresh("tnt_acme", 1, RANDOM);

        assertThatThrownBy(() -> sealer.rewrap(sealed, impostor, NEXT)).isInstanceOf(SealException.class);
    }

    @Test
    void a_value_never_moves_to_the_key_of_another_realm() {
        byte[] sealed = sealer.seal(REALM_KEY, BINDING, new byte[40]);
        RealmKey foreign = RealmKey.fresh("tnt_other", 2, RANDOM);

        assertThatThrownBy(() -> sealer.rewrap(sealed, REALM_KEY, foreign))
                .isInstanceOf(SealException.class)
                .hasMessageContaining("another realm");
    }
}
