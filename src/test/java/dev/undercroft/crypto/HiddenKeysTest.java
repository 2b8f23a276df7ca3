package dev.undercroft.crypto;

import static dev.undercroft.crypto.CryptoFixture.hex;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** Whatever is logged by accident shows no key. */
class HiddenKeysTest {

    private static final String HEX = "c0ffee00c0ffee11c0ffee22c0ffee33c0ffee44c0ffee55c0ffee66c0ffee77";
    private static final RootKey ROOT_KEY = RootKey.of(hex(HEX));
    private static final RealmKey REALM_KEY = new RealmKey("tnt_acme", 1, new SecretKeySpec(hex(HEX), "AES"));

    @Test
    void no_key_shows_itself_as_text() {
        String base64 = Base64.getEncoder().encodeToString(hex(HEX));

        assertThat(List.of(
                        ROOT_KEY.toString(),
                        REALM_KEY.toString(),
                        RealmKeyWrapping.wrap(ROOT_KEY, REALM_KEY).toString(),
                        DataKey.fresh(CryptoFixture.RANDOM).toString(),
                        new TextRootKeySource(base64).toString()))
                .allSatisfy(text ->
                        assertThat(text).doesNotContainIgnoringCase("c0ffee").doesNotContain(base64));
    }

    @Test
    void a_key_still_says_which_one_it_is() {
        assertThat(ROOT_KEY).hasToString("RootKey[id=" + ROOT_KEY.id() + ", key=hidden]");
        assertThat(REALM_KEY).hasToString("RealmKey[realmId=tnt_acme, version=1, key=hidden]");
    }
}
