package dev.undercroft.crypto;

import static dev.undercroft.crypto.CryptoFixture.BINDING;
import static dev.undercroft.crypto.CryptoFixture.RANDOM;
import static dev.undercroft.crypto.CryptoFixture.REALM_KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SealingTest {

    private static final byte[] PLAINTEXT = "a value of some length".getBytes(StandardCharsets.UTF_8);
    private static final RealmKeys REALM_KEYS = version -> REALM_KEY;

    private final Sealer sealer = new Sealer();

    @Property
    void what_was_sealed_opens_to_the_same_bytes(@ForAll byte[] plaintext) {
        byte[] sealed = sealer.seal(REALM_KEY, BINDING, plaintext);

        assertThat(sealer.open(REALM_KEYS, BINDING, sealed)).isEqualTo(plaintext);
    }

    @Test
    void an_empty_value_opens_as_an_empty_value() {
        byte[] sealed = sealer.seal(REALM_KEY, BINDING, new byte[0]);

        assertThat(sealer.open(REALM_KEYS, BINDING, sealed)).isEmpty();
    }

    @Test
    void sealing_leaves_the_plaintext_as_it_was_and_adds_73_bytes() {
        byte[] plaintext = PLAINTEXT.clone();

        assertThat(sealer.seal(REALM_KEY, BINDING, plaintext)).hasSize(PLAINTEXT.length + 73);
        assertThat(plaintext).isEqualTo(PLAINTEXT);
    }

    @Test
    void the_same_value_is_never_sealed_to_the_same_data_key_nonce_or_ciphertext() {
        byte[] first = sealer.seal(REALM_KEY, BINDING, PLAINTEXT);
        byte[] second = sealer.seal(REALM_KEY, BINDING, PLAINTEXT);

        assertThat(Arrays.copyOfRange(first, 5, 45)).isNotEqualTo(Arrays.copyOfRange(second, 5, 45));
        assertThat(Arrays.copyOfRange(first, 45, 57)).isNotEqualTo(Arrays.copyOfRange(second, 45, 57));
        assertThat(Arrays.copyOfRange(first, 57, first.length))
                .isNotEqualTo(Arrays.copyOfRange(second, 57, second.length));
    }

    @Test
    void opening_asks_for_the_version_of_the_realm_key_that_sealed() {
        RealmKey seventh = RealmKey.fresh("tnt_acme", 7, RANDOM);
        byte[] sealed = sealer.seal(seventh, BINDING, PLAINTEXT);

        byte[] opened = sealer.open(
                version -> {
                    assertThat(version).isEqualTo(7);
                    return seventh;
                },
                BINDING,
                sealed);

        assertThat(opened).isEqualTo(PLAINTEXT);
    }

    @Property
    void any_flipped_bit_keeps_it_shut(@ForAll @IntRange(max = (73 + 22) * 8 - 1) int bit) {
        byte[] sealed = sealer.seal(REALM_KEY, BINDING, PLAINTEXT);

        sealed[bit / 8] ^= (byte) (1 << bit % 8);

        // Bits of the version as well: a store that knows one key only would answer with it.
        RealmKeys realmKeys = version -> {
            if (version != REALM_KEY.version()) {
                throw new SealException("there is no such version");
            }
            return REALM_KEY;
        };
        assertThatThrownBy(() -> sealer.open(realmKeys, BINDING, sealed)).isInstanceOf(SealException.class);
    }

    @Property(tries = 200)
    void any_cut_keeps_it_shut(@ForAll @IntRange(max = 73 + 21) int length) {
        byte[] sealed = sealer.seal(REALM_KEY, BINDING, PLAINTEXT);

        assertThatThrownBy(() -> sealer.open(REALM_KEYS, BINDING, Arrays.copyOf(sealed, length)))
                .isInstanceOf(SealException.class);
    }

    @Test
    void another_key_of_the_same_realm_and_version_keeps_it_shut() {
        byte[] sealed = sealer.seal(REALM_KEY, BINDING, PLAINTEXT);
        RealmKey other = RealmKey.fresh(REALM_KEY.realmId(), REALM_KEY.version(), RANDOM);

        assertThatThrownBy(() -> sealer.open(version -> other, BINDING, sealed)).isInstanceOf(SealException.class);
    }

    @Property(tries = 300)
    void any_changed_field_of_the_binding_keeps_it_shut(
            @ForAll String text, @ForAll long version, @ForAll @IntRange(max = 2) int field) {
        byte[] sealed = sealer.seal(REALM_KEY, BINDING, PLAINTEXT);
        Binding other =
                switch (field) {
                    case 0 -> new Binding(BINDING.realmId(), BINDING.kind() + "x" + text, BINDING.recordId(), 1);
                    case 1 -> new Binding(BINDING.realmId(), BINDING.kind(), BINDING.recordId() + "x" + text, 1);
                    default ->
                        new Binding(BINDING.realmId(), BINDING.kind(), BINDING.recordId(), version == 1 ? 2 : version);
                };

        assertThatThrownBy(() -> sealer.open(REALM_KEYS, other, sealed))
                .isInstanceOfAny(SealException.class, IllegalArgumentException.class);
    }

    @Test
    void another_realm_keeps_it_shut_even_with_the_right_key() {
        byte[] sealed = sealer.seal(REALM_KEY, BINDING, PLAINTEXT);
        Binding moved = new Binding("tnt_other", BINDING.kind(), BINDING.recordId(), BINDING.version());
        RealmKey renamed = new RealmKey("tnt_other", 1, REALM_KEY.key());

        assertThatThrownBy(() -> sealer.open(version -> renamed, moved, sealed)).isInstanceOf(SealException.class);
        assertThatThrownBy(() -> sealer.open(REALM_KEYS, moved, sealed))
                .isInstanceOf(SealException.class)
                .hasMessageContaining("another realm");
    }

    @Test
    void a_key_of_another_realm_does_not_seal() {
        RealmKey other = RealmKey.fresh("tnt_other", 1, RANDOM);

        assertThatThrownBy(() -> sealer.seal(other, BINDING, PLAINTEXT))
                .isInstanceOf(SealException.class)
                .hasMessageContaining("another realm");
    }
}
