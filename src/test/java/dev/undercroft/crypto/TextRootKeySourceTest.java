package dev.undercroft.crypto;

import static dev.undercroft.crypto.CryptoFixture.rootKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextRootKeySourceTest {

    private static final String FIRST = RootKeyText.write(rootKey(1));
    private static final String SECOND = RootKeyText.write(rootKey(2));

    @ParameterizedTest
    @ValueSource(strings = {"%s,%s", "%s %s", "%s\n%s\n", " %s , %s ", ",%s,,%s,"})
    void keys_stand_between_commas_or_white_space_oldest_first(String shape) {
        assertThat(new TextRootKeySource(shape.formatted(FIRST, SECOND)).load())
                .extracting(RootKey::id)
                .containsExactly(rootKey(1).id(), rootKey(2).id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ",", "\n"})
    void a_text_without_a_key_is_refused(String text) {
        assertThatThrownBy(() -> new TextRootKeySource(text).load())
                .isInstanceOf(RootKeyException.class)
                .hasMessageContaining("there is no root key")
                .hasMessageContaining("openssl rand -base64 32");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "c2VjcmV0c2VjcmV0",
                "secretsecretsecretsecretsecretsecretsecretse",
                "_-secretsecretsecretsecretsecretsecretsecre=",
                "c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2U",
                "73656372657473656372657473656372657473656372657473656372657473ff"
            })
    void a_malformed_key_is_refused_without_showing_it(String malformed) {
        assertThatThrownBy(() -> new TextRootKeySource(FIRST + "," + malformed).load())
                .isInstanceOf(RootKeyException.class)
                .hasNoCause()
                .hasMessageContaining("place 2 of the text")
                .hasMessageContaining("openssl rand -base64 32")
                .hasMessageNotContainingAny(malformed, FIRST);
    }

    @Test
    void a_key_that_stands_there_twice_is_refused() {
        assertThatThrownBy(() -> new TextRootKeySource(FIRST + "," + SECOND + "," + FIRST).load())
                .isInstanceOf(RootKeyException.class)
                .hasMessageContaining(rootKey(1).id() + " is twice");
    }
}
