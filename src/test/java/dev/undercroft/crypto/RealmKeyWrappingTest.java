package dev.undercroft.crypto;

import static dev.undercroft.crypto.CryptoFixture.RANDOM;
import static dev.undercroft.crypto.CryptoFixture.aesKey;
import static dev.undercroft.crypto.CryptoFixture.hex;
import static dev.undercroft.crypto.CryptoFixture.rootKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What was stored must unwrap for ever; see {@code wrapped-realm-key-v1.properties}. */
class RealmKeyWrappingTest {

    private static final Properties VECTORS = CryptoFixture.vectors("wrapped-realm-key-v1.properties");
    private static final RootKey ROOT_KEY = RootKey.of(hex(VECTORS.getProperty("root_key")));
    private static final RealmKey REALM_KEY = new RealmKey(
            VECTORS.getProperty("realm_id"),
            Integer.parseInt(VECTORS.getProperty("version")),
            aesKey(VECTORS.getProperty("realm_key")));

    @Test
    void the_stored_key_is_what_wrapping_gives() {
        WrappedRealmKey wrapped = RealmKeyWrapping.wrap(ROOT_KEY, REALM_KEY);

        assertThat(wrapped).isEqualTo(stored("wrapped"));
        assertThat(wrapped.rootKeyId()).isEqualTo(VECTORS.getProperty("root_key_id"));
    }

    @Test
    void the_stored_key_unwraps() {
        assertThat(RealmKeyWrapping.unwrap(ROOT_KEY, stored("wrapped"))).isEqualTo(REALM_KEY);
    }

    @ParameterizedTest
    @MethodSource("tamperedNames")
    void what_was_tampered_with_does_not_unwrap(String name) {
        assertThatThrownBy(() -> RealmKeyWrapping.unwrap(ROOT_KEY, stored(name)))
                .isInstanceOf(SealException.class)
                .hasNoCause();
    }

    @Test
    void a_key_that_was_moved_to_another_realm_or_version_does_not_unwrap() {
        WrappedRealmKey wrapped = RealmKeyWrapping.wrap(ROOT_KEY, REALM_KEY);
        WrappedRealmKey otherRealm = new WrappedRealmKey("tnt_other", 3, wrapped.rootKeyId(), wrapped.bytes());
        WrappedRealmKey otherVersion = new WrappedRealmKey("tnt_acme", 4, wrapped.rootKeyId(), wrapped.bytes());

        assertThatThrownBy(() -> RealmKeyWrapping.unwrap(ROOT_KEY, otherRealm)).isInstanceOf(SealException.class);
        assertThatThrownBy(() -> RealmKeyWrapping.unwrap(ROOT_KEY, otherVersion))
                .isInstanceOf(SealException.class);
    }

    @Test
    void another_root_key_does_not_unwrap_whatever_its_id_is_said_to_be() {
        RootKey other = rootKey(1);
        WrappedRealmKey wrapped = RealmKeyWrapping.wrap(ROOT_KEY, REALM_KEY);
        WrappedRealmKey renamed = new WrappedRealmKey("tnt_acme", 3, other.id(), wrapped.bytes());

        assertThatThrownBy(() -> RealmKeyWrapping.unwrap(other, wrapped))
                .isInstanceOf(SealException.class)
                .hasMessageContaining("another root key");
        assertThatThrownBy(() -> RealmKeyWrapping.unwrap(other, renamed)).isInstanceOf(SealException.class);
    }

    @Test
    void rotating_the_root_key_keeps_the_realm_key() {
        RealmKey realmKey = RealmKey.fresh("tnt_acme", 1, RANDOM);
        RootKey next = rootKey(2);

        WrappedRealmKey moved = RealmKeyWrapping.wrap(
                next, RealmKeyWrapping.unwrap(ROOT_KEY, RealmKeyWrapping.wrap(ROOT_KEY, realmKey)));

        assertThat(RealmKeyWrapping.unwrap(next, moved)).isEqualTo(realmKey);
    }

    static Stream<String> tamperedNames() {
        return CryptoFixture.tamperedNames(VECTORS);
    }

    private static WrappedRealmKey stored(String name) {
        return new WrappedRealmKey(
                REALM_KEY.realmId(),
                REALM_KEY.version(),
                VECTORS.getProperty("root_key_id"),
                hex(VECTORS.getProperty(name)));
    }
}
