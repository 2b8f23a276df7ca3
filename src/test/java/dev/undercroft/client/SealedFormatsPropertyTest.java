package dev.undercroft.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** Whatever is sealed opens as it was, and not when anything of it was changed. */
class SealedFormatsPropertyTest {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final KeyBytes KEY = KeyBytes.random(RANDOM);
    private static final SecretBinding BINDING =
            new SecretBinding("org_é_example", UUID.randomUUID(), SecretType.LOGIN);

    @Property(tries = 200)
    void payloads_open_as_they_were_sealed(
            @ForAll PayloadFormat format,
            @ForAll @Size(max = 300) byte[] plaintext,
            @ForAll @LongRange(min = 1, max = VaultCipherV2.LAST_VERSION) long version) {
        VaultCipher cipher = VaultCipher.of(format, RANDOM);
        byte[] sealed = cipher.seal(KEY, BINDING, version, plaintext);

        assertThat(sealed).hasSize(plaintext.length + (format == PayloadFormat.V1 ? 28 : 40));
        assertThat(cipher.open(KEY, BINDING, sealed)).hasValueSatisfying(opened -> {
            assertThat(opened.plaintext()).isEqualTo(plaintext);
            assertThat(opened.version()).isEqualTo(format == PayloadFormat.V1 ? 0 : version);
        });
    }

    @Property(tries = 500)
    void no_bit_can_be_turned(
            @ForAll PayloadFormat format,
            @ForAll @Size(max = 60) byte[] plaintext,
            @ForAll @IntRange(max = 100) int index,
            @ForAll @IntRange(max = 7) int bit) {
        VaultCipher cipher = VaultCipher.of(format, RANDOM);
        byte[] sealed = cipher.seal(KEY, BINDING, 5, plaintext);

        sealed[index % sealed.length] ^= (byte) (1 << bit);

        assertThat(cipher.open(KEY, BINDING, sealed)).isEmpty();
    }

    @Property(tries = 200)
    void arbitrary_bytes_open_nothing(@ForAll PayloadFormat format, @ForAll @Size(max = 120) byte[] bytes) {
        VaultCipher cipher = VaultCipher.of(format, RANDOM);

        assertThat(cipher.open(KEY, BINDING, bytes)).isEmpty();
        assertThat(cipher.unwrap(
                        KEY,
                        new KeyBinding(
                                BINDING.organization(), UUID.randomUUID(), KeyType.PRIMARY, KdfParameters.STANDARD),
                        bytes))
                .isEmpty();
    }
}
