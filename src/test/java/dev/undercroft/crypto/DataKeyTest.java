package dev.undercroft.crypto;

import static dev.undercroft.crypto.CryptoFixture.RANDOM;
import static dev.undercroft.crypto.CryptoFixture.REALM_KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import org.junit.jupiter.api.Test;

class DataKeyTest {

    @Test
    void every_data_key_is_new_and_has_256_bits() {
        try (DataKey first = DataKey.fresh(RANDOM);
                DataKey second = DataKey.fresh(RANDOM)) {
            assertThat(first.getEncoded()).hasSize(32).isNotEqualTo(second.getEncoded());
        }
    }

    @Test
    void a_closed_data_key_is_wiped() {
        DataKey dataKey = DataKey.fresh(RANDOM);
        assertThat(dataKey.getEncoded()).isNotEqualTo(new byte[32]);

        dataKey.close();

        assertThat(dataKey.getEncoded()).isEqualTo(new byte[32]);
    }

    @Test
    void a_wrapped_key_of_another_length_is_no_data_key() {
        byte[] wrapped = KeyWrap.wrap(REALM_KEY.key(), new byte[31]);

        assertThat(wrapped).hasSize(40);
        assertThatThrownBy(() -> DataKey.unwrap(REALM_KEY.key(), wrapped))
                .isInstanceOf(SealException.class)
                .hasMessageContaining("length");
    }

    @Test
    void a_data_key_is_never_written_to_a_stream() throws IOException {
        try (ObjectOutputStream stream = new ObjectOutputStream(new ByteArrayOutputStream());
                DataKey dataKey = DataKey.fresh(RANDOM)) {
            assertThatThrownBy(() -> stream.writeObject(dataKey)).isInstanceOf(NotSerializableException.class);
        }
    }
}
