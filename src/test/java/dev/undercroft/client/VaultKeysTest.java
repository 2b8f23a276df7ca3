package dev.undercroft.client;

import static dev.undercroft.client.VaultFixture.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.undercroft.client.VaultException.Reason;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The strength of new vault keys, and the form of recovery codes. */
class VaultKeysTest {

    @ParameterizedTest
    @ValueSource(strings = {"Test-Passw0rd!xy", "Test Passw0rd xy", "éTestPassw0rdxyz", "Test-Passw0rd!x𝄞"})
    void strong_vault_keys_are_taken(String key) {
        assertThatNoException().isThrownBy(() -> VaultKeyStrength.require(key.toCharArray()));
    }

    @ParameterizedTest
    @CsvSource({
        "Test-Passw0rd!x, at least 16 characters",
        "Test-Passw0rd𝄞𝄞, at least 16 characters",
        "test-passw0rd!xy, a letter A-Z",
        "TEST-PASSW0RD!XY, a letter a-z",
        "Test-Password!xy, a digit",
        "TestPassw0rdxyzz, neither letter nor digit",
        "Ünïcödé-lëttérs-1, a letter A-Z"
    })
    void weak_vault_keys_are_told_what_is_missing(String key, String missing) {
        VaultException refused = refusal(Reason.WEAK_VAULT_KEY, () -> VaultKeyStrength.require(key.toCharArray()));

        assertThat(refused.getMessage()).contains(missing).doesNotContain(key);
    }

    @Test
    void an_empty_key_misses_everything() {
        assertThat(refusal(Reason.WEAK_VAULT_KEY, () -> VaultKeyStrength.require(new char[0])))
                .hasMessageContainingAll("16", "A-Z", "a-z", "digit", "neither");
    }

    @Test
    void recovery_codes_have_their_form_and_every_symbol_is_as_likely_as_any() {
        SecureRandom random = new SecureRandom();
        Map<Character, Integer> counts = new HashMap<>();
        int drawn = 0;
        for (int round = 0; round < 500; round++) {
            try (RecoveryCodes codes = RecoveryCodes.fresh(random)) {
                for (char[] code : codes.codes()) {
                    assertThat(new String(code)).matches("([2-9A-HJ-KM-NP-Z]{4}-){7}[2-9A-HJ-KM-NP-Z]{4}");
                    assertThat(RecoveryCodes.isWellFormed(code)).isTrue();
                    for (char symbol : code) {
                        if (symbol != '-') {
                            counts.merge(symbol, 1, Integer::sum);
                            drawn++;
                        }
                    }
                }
            }
        }
        // 64,000 draws: about 2,065 each, with a standard deviation of 45.
        int expected = drawn / 31;
        assertThat(counts).hasSize(31).allSatisfy((symbol, count) -> assertThat(count)
                .isBetween(expected - 300, expected + 300));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ABCD-EFGH-JKLM-NPQR-STUV-WXYZ-2345-678",
                "ABCD-EFGH-JKLM-NPQR-STUV-WXYZ-2345-67890",
                "abcd-EFGH-JKMM-NPQR-STUV-WXYZ-2345-6789",
                "ABCD EFGH-JKMM-NPQR-STUV-WXYZ-2345-6789",
                "ABCD-EFGH-JKMM-NPQR-STUV-WXYZ-2345-678O",
                "ABC--EFGH-JKMM-NPQR-STUV-WXYZ-2345-6789"
            })
    void other_texts_are_no_recovery_codes(String text) {
        assertThat(RecoveryCodes.isWellFormed(text.toCharArray())).isFalse();
    }

    @Test
    void a_derivation_that_does_not_fit_the_heap_says_so() {
        KdfParameters most = new KdfParameters(3, Integer.MAX_VALUE, 1);

        assertThat(refusal(
                        Reason.NOT_ENOUGH_MEMORY,
                        () -> KeyDerivation.masterKey("x".toCharArray(), "org_test_123", most)))
                .hasMessageContaining("-Xmx");
    }
}
