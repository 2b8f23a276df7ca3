package dev.undercroft.crypto;

import static dev.undercroft.crypto.CryptoFixture.rootKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class RootKeyRingTest {

    private static final RootKey OLD = rootKey(1);
    private static final RootKey NEW = rootKey(2);

    private final ChangingSource source = new ChangingSource(List.of(OLD));

    @Test
    void the_last_key_of_the_source_is_the_newest() {
        source.rootKeys = List.of(OLD, NEW);

        assertThat(new RootKeyRing(source).newest()).isSameAs(NEW);
    }

    @Test
    void a_known_key_is_found_without_asking_the_source_again() {
        RootKeyRing ring = new RootKeyRing(source);

        assertThat(ring.byId(OLD.id())).isSameAs(OLD);
        assertThat(source.loads).isEqualTo(1);
    }

    @Test
    void a_key_that_came_since_is_found_by_asking_the_source_once() {
        RootKeyRing ring = new RootKeyRing(source);
        source.rootKeys = List.of(OLD, NEW);

        assertThat(ring.byId(NEW.id())).isSameAs(NEW);
        assertThat(ring.newest()).isSameAs(NEW);
        assertThat(source.loads).isEqualTo(2);
    }

    @Test
    void a_key_that_the_source_does_not_have_either_is_named() {
        RootKeyRing ring = new RootKeyRing(source);

        assertThatThrownBy(() -> ring.byId(NEW.id()))
                .isInstanceOf(RootKeyException.class)
                .hasMessageContaining(NEW.id());
        assertThat(source.loads).isEqualTo(2);
    }

    @Test
    void reloading_takes_what_the_source_has_now() {
        RootKeyRing ring = new RootKeyRing(source);
        source.rootKeys = List.of(OLD, NEW);

        ring.reload();

        assertThat(ring.newest()).isSameAs(NEW);
    }

    @Test
    void when_reloading_fails_the_keys_from_before_stay_in_use() {
        RootKeyRing ring = new RootKeyRing(source);
        source.rootKeys = List.of();

        assertThatThrownBy(ring::reload).isInstanceOf(RootKeyException.class);
        assertThat(ring.newest()).isSameAs(OLD);
    }

    @Test
    void a_source_without_a_key_makes_no_ring() {
        source.rootKeys = List.of();

        assertThatThrownBy(() -> new RootKeyRing(source)).isInstanceOf(RootKeyException.class);
    }

    private static final class ChangingSource implements RootKeySource {

        private List<RootKey> rootKeys;
        private int loads;

        ChangingSource(List<RootKey> rootKeys) {
            this.rootKeys = rootKeys;
        }

        @Override
        public List<RootKey> load() {
            loads++;
            return RootKeyText.checked(rootKeys, "the test");
        }
    }
}
