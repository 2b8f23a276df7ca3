package dev.undercroft.crypto;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * The first format of sealed values; 73 bytes longer than the plaintext.
 *
 * <pre>
 * offset length
 *      0      1  format, 0x01
 *      1      4  version of the realm key, big endian
 *      5     40  data key, wrapped by that realm key: AES-KWP, RFC 5649
 *     45     12  nonce
 *     57    n+16 ciphertext and tag: AES-256-GCM, associated data = {@link Binding#associatedData} of this format
 * </pre>
 *
 * <p>A data key seals one value, so no nonce can repeat under it. The version of the realm key is not associated data:
 * rotating that key rewraps the data key and must leave the ciphertext as it is. Who changes the version only makes the
 * data key not open.
 */
final class SealedV1 implements SealedFormat {

    static final byte FORMAT = 0x01;
    static final SealedV1 INSTANCE = new SealedV1();

    private static final int VERSION_OFFSET = 1;
    private static final int DATA_KEY_OFFSET = VERSION_OFFSET + Integer.BYTES;
    private static final int NONCE_OFFSET = DATA_KEY_OFFSET + KeyWrap.WRAPPED_BYTES;
    private static final int NONCE_BYTES = 12;
    private static final int CIPHERTEXT_OFFSET = NONCE_OFFSET + NONCE_BYTES;
    private static final int TAG_BYTES = 16;

    private SealedV1() {}

    @Override
    public byte[] seal(RealmKey realmKey, Binding binding, byte[] plaintext, SecureRandom random) {
        requireSameRealm(realmKey, binding.realmId());
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed = new byte[CIPHERTEXT_OFFSET + plaintext.length + TAG_BYTES];
        try (DataKey dataKey = DataKey.fresh(random)) {
            ByteBuffer.wrap(sealed)
                    .put(FORMAT)
                    .putInt(realmKey.version())
                    .put(dataKey.wrap(realmKey.key()))
                    .put(nonce);
            Cipher cipher = gcm(Cipher.ENCRYPT_MODE, dataKey, nonce, binding);
            cipher.doFinal(plaintext, 0, plaintext.length, sealed, CIPHERTEXT_OFFSET);
            return sealed;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("sealing failed", impossible);
        }
    }

    @Override
    public byte[] open(RealmKeys realmKeys, Binding binding, byte[] sealed) {
        RealmKey realmKey = realmKeys.byVersion(realmKeyVersion(sealed));
        requireSameRealm(realmKey, binding.realmId());
        byte[] nonce = Arrays.copyOfRange(sealed, NONCE_OFFSET, CIPHERTEXT_OFFSET);
        try (DataKey dataKey = dataKey(sealed, realmKey)) {
            Cipher cipher = gcm(Cipher.DECRYPT_MODE, dataKey, nonce, binding);
            return cipher.doFinal(sealed, CIPHERTEXT_OFFSET, sealed.length - CIPHERTEXT_OFFSET);
        } catch (GeneralSecurityException refused) {
            throw new SealException("the sealed value does not open: it belongs elsewhere, or its bytes were changed");
        }
    }

    @Override
    public int realmKeyVersion(byte[] sealed) {
        if (sealed.length < CIPHERTEXT_OFFSET + TAG_BYTES) {
            throw new SealException("the sealed value is cut");
        }
        int version = ByteBuffer.wrap(sealed).getInt(VERSION_OFFSET);
        if (version < 1) {
            throw new SealException("the sealed value names no version of a realm key");
        }
        return version;
    }

    @Override
    public byte[] rewrap(byte[] sealed, RealmKey from, RealmKey to) {
        requireSameRealm(to, from.realmId());
        if (realmKeyVersion(sealed) != from.version()) {
            throw new SealException("the sealed value is wrapped by another version of the realm key");
        }
        byte[] rewrapped = sealed.clone();
        try (DataKey dataKey = dataKey(sealed, from)) {
            ByteBuffer.wrap(rewrapped)
                    .position(VERSION_OFFSET)
                    .putInt(to.version())
                    .put(dataKey.wrap(to.key()));
        }
        return rewrapped;
    }

    private static DataKey dataKey(byte[] sealed, RealmKey realmKey) {
        return DataKey.unwrap(realmKey.key(), Arrays.copyOfRange(sealed, DATA_KEY_OFFSET, NONCE_OFFSET));
    }

    private static Cipher gcm(int mode, SecretKey key, byte[] nonce, Binding binding) throws GeneralSecurityException {
        Cipher cipher = Aes.gcm();
        cipher.init(mode, key, new GCMParameterSpec(TAG_BYTES * Byte.SIZE, nonce));
        cipher.updateAAD(binding.associatedData(FORMAT));
        return cipher;
    }

    private static void requireSameRealm(RealmKey realmKey, String realmId) {
        if (!realmKey.realmId().equals(realmId)) {
            throw new SealException("the realm key belongs to another realm");
        }
    }
}
