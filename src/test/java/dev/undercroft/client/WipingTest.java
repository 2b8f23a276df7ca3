package dev.undercroft.client;

import static dev.undercroft.client.VaultFixture.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.undercroft.client.VaultException.Reason;
import java.io.ByteArrayOutputStream;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Keys and texts are wiped, and nothing shows them. */
class WipingTest {

    @Test
    void a_key_is_wiped_when_it_is_closed() {
        byte[] bytes = new byte[KeyBytes.LENGTH];
        new SecureRandom().nextBytes(bytes);
        KeyBytes key = KeyBytes.taking(bytes);
        KeyBytes copy = key.copy();

        key.close();

        assertThat(bytes).containsOnly(0);
        assertThat(key.isDestroyed()).isTrue();
        refusal(Reason.CLOSED, key::getEncoded);
        refusal(Reason.CLOSED, key::copy);
        assertThat(copy.getEncoded()).isNotEqualTo(bytes);
    }

    @Test
    void a_key_shows_itself_nowhere() {
        KeyBytes key = KeyBytes.random(new SecureRandom());

        assertThat(key).hasToString("KeyBytes[hidden]");
        assertThatThrownBy(() -> new ObjectOutputStream(new ByteArrayOutputStream()).writeObject(key))
                .isInstanceOf(NotSerializableException.class);
    }

    @Test
    void a_key_of_another_length_is_refused_and_wiped() {
        byte[] bytes = {1, 2, 3};

        assertThatThrownBy(() -> KeyBytes.taking(bytes)).isInstanceOf(IllegalArgumentException.class);
        assertThat(bytes).containsOnly(0);
    }

    @Test
    void a_text_is_copied_and_its_copy_wiped() {
        char[] text = "Clé-du-Coffre-01✓𝄞".toCharArray();
        SecretText secret = SecretText.of(text);
        byte[] utf8 = secret.utf8();
        assertThat(utf8).isEqualTo(new String(text).getBytes(StandardCharsets.UTF_8));

        secret.close();

        assertThat(utf8).containsOnly(0);
        assertThat(new String(text)).isEqualTo("Clé-du-Coffre-01✓𝄞");
        assertThat(secret).hasToString("SecretText[hidden]");
    }

    @Test
    void recovery_codes_are_wiped_when_they_are_closed() {
        RecoveryCodes codes = RecoveryCodes.fresh(new SecureRandom());
        List<char[]> arrays = codes.codes();

        codes.close();

        assertThat(arrays).hasSize(4).allSatisfy(code -> assertThat(code).containsOnly('\0'));
        refusal(Reason.CLOSED, codes::codes);
        assertThat(codes).hasToString("RecoveryCodes[hidden]");
    }

    @Test
    void values_are_not_shown() {
        Totp totp = new Totp("JBSWY3DPEHPK3PXP", TotpAlgorithm.SHA1, 6, 30, "", "");

        assertThat(List.of(
                        totp,
                        new TotpCode("123456", 0, 30, 1),
                        new SecretPayload.Login("JBSWY3DPEHPK3PXP", "", "", "", "", Optional.of(totp)),
                        SecretPayload.ApiKey.of("JBSWY3DPEHPK3PXP"),
                        SecretPayload.KeyPair.of("JBSWY3DPEHPK3PXP", "JBSWY3DPEHPK3PXP"),
                        SecretPayload.SshKey.of("JBSWY3DPEHPK3PXP"),
                        SecretPayload.Other.of("JBSWY3DPEHPK3PXP"),
                        new SecretContent("", "", Json.object().put("data", "JBSWY3DPEHPK3PXP"))))
                .allSatisfy(value -> assertThat(value.toString())
                        .doesNotContain("JBSW")
                        .doesNotContain("123456")
                        .contains("hidden"));
    }
}
