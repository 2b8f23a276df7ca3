package dev.undercroft.client;

import dev.undercroft.client.VaultException.Reason;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.SecretKey;

/** A key of 256 bits, wiped when it is closed and refusing every use from then on. Thread safe. */
final class KeyBytes implements SecretKey, AutoCloseable {

    static final int LENGTH = 32;

    private static final long serialVersionUID = 1L;

    private final byte[] bytes;
    private boolean closed;

    private KeyBytes(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Takes an array over; the caller gives it up.
     *
     * @throws IllegalArgumentException when it has not {@link #LENGTH} bytes
     */
    static KeyBytes taking(byte[] bytes) {
        if (bytes.length != LENGTH) {
            Arrays.fill(bytes, (byte) 0);
            throw new IllegalArgumentException("a key has 32 bytes");
        }
        return new KeyBytes(bytes);
    }

    static KeyBytes random(SecureRandom random) {
        byte[] bytes = new byte[LENGTH];
        random.nextBytes(bytes);
        return new KeyBytes(bytes);
    }

    /** A key of its own with the same bytes, to be closed by itself. */
    KeyBytes copy() {
        return new KeyBytes(getEncoded());
    }

    @Override
    public String getAlgorithm() {
        return "AES";
    }

    @Override
    public String getFormat() {
        return "RAW";
    }

    /**
     * A copy, as {@link java.security.Key} demands; the caller wipes it.
     *
     * @throws VaultException {@link Reason#CLOSED}
     */
    @Override
    public synchronized byte[] getEncoded() {
        if (closed) {
            throw new VaultException(Reason.CLOSED, "the vault is closed; unlock it again");
        }
        return bytes.clone();
    }

    @Override
    public synchronized void close() {
        closed = true;
        Arrays.fill(bytes, (byte) 0);
    }

    @Override
    public void destroy() {
        close();
    }

    @Override
    public synchronized boolean isDestroyed() {
        return closed;
    }

    @Override
    public String toString() {
        return "KeyBytes[hidden]";
    }

    // Keys are serializable by their interface; this one must never reach a stream.
    private void writeObject(ObjectOutputStream stream) throws NotSerializableException {
        throw new NotSerializableException("KeyBytes");
    }
}
