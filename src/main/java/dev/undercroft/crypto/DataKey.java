package dev.undercroft.crypto;

import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.SecretKey;

/**
 * The key of one sealed value: 256 random bits, used to seal once. Closing wipes its bytes, which the JDK's own key
 * class can't do; what the cipher derived from them is left to the garbage collector. For one thread.
 */
final class DataKey implements SecretKey, AutoCloseable {

    private static final long serialVersionUID = 1L;

    private final byte[] bytes;

    private DataKey(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A new key. */
    static DataKey fresh(SecureRandom random) {
        byte[] bytes = new byte[Aes.KEY_BYTES];
        random.nextBytes(bytes);
        return new DataKey(bytes);
    }

    /**
     * Opens a wrapped key.
     *
     * @throws SealException when it does not open
     */
    static DataKey unwrap(SecretKey wrappingKey, byte[] wrapped) {
        byte[] bytes = KeyWrap.unwrap(wrappingKey, wrapped);
        if (bytes.length != Aes.KEY_BYTES) {
            Arrays.fill(bytes, (byte) 0);
            throw new SealException("the wrapped data key has another length");
        }
        return new DataKey(bytes);
    }

    byte[] wrap(SecretKey wrappingKey) {
        return KeyWrap.wrap(wrappingKey, bytes);
    }

    @Override
    public String getAlgorithm() {
        return Aes.ALGORITHM;
    }

    @Override
    public String getFormat() {
        return "RAW";
    }

    /** A copy, as {@link java.security.Key} demands. */
    @Override
    public byte[] getEncoded() {
        return bytes.clone();
    }

    @Override
    public void close() {
        Arrays.fill(bytes, (byte) 0);
    }

    @Override
    public String toString() {
        return "DataKey[hidden]";
    }

    // Keys are serializable by their interface; this one must never reach a stream.
    private void writeObject(ObjectOutputStream stream) throws NotSerializableException {
        throw new NotSerializableException("DataKey");
    }
}
