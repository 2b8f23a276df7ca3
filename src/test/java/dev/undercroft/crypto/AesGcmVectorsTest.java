package dev.undercroft.crypto;

import static dev.undercroft.crypto.CryptoFixture.aesKey;
import static dev.undercroft.crypto.CryptoFixture.hex;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * McGrew and Viega, "The Galois/Counter Mode of Operation", appendix B: the cases with 256-bit keys and 96-bit nonces.
 */
class AesGcmVectorsTest {

    private static final String ZERO_KEY = "0000000000000000000000000000000000000000000000000000000000000000";
    private static final String KEY = "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308";
    private static final String ZERO_NONCE = "000000000000000000000000";
    private static final String NONCE = "cafebabefacedbaddecaf888";
    private static final String PLAIN_60 = "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
            + "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39";
    private static final String CIPHER_60 = "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
            + "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662";

    @ParameterizedTest(name = "test case {0}")
    @CsvSource({
        "13, " + ZERO_KEY + ", " + ZERO_NONCE + ", '', '', 530f8afbc74536b9a963b4f1c4cb738b",
        "14, " + ZERO_KEY + ", " + ZERO_NONCE + ", '', 00000000000000000000000000000000, "
                + "cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919",
        "15, " + KEY + ", " + NONCE + ", '', " + PLAIN_60 + "1aafd255, " + CIPHER_60
                + "898015adb094dac5d93471bdec1a502270e3cc6c",
        "16, " + KEY + ", " + NONCE + ", feedfacedeadbeeffeedfacedeadbeefabaddad2, " + PLAIN_60 + ", " + CIPHER_60
                + "76fc6ece0f4e1768cddf8853bb2d551b"
    })
    void the_cipher_gives_the_published_ciphertext_and_opens_it(
            int testCase, String key, String nonce, String associatedData, String plaintext, String ciphertext)
            throws GeneralSecurityException {
        assertThat(run(Cipher.ENCRYPT_MODE, key, nonce, associatedData, plaintext))
                .isEqualTo(hex(ciphertext));
        assertThat(run(Cipher.DECRYPT_MODE, key, nonce, associatedData, ciphertext))
                .isEqualTo(hex(plaintext));
    }

    private static byte[] run(int mode, String key, String nonce, String associatedData, String input)
            throws GeneralSecurityException {
        Cipher cipher = Aes.gcm();
        cipher.init(mode, aesKey(key), new GCMParameterSpec(128, hex(nonce)));
        cipher.updateAAD(hex(associatedData));
        return cipher.doFinal(hex(input));
    }
}
