package dev.undercroft.client;

import java.util.Objects;
import java.util.Optional;

/**
 * What a secret keeps. Immutable; {@code toString} shows no value. A text that is optional is {@code ""} when it is unset,
 * and is then left out of what is sealed. The values are texts of Java, which can't be wiped: keep them short.
 */
public sealed interface SecretPayload {

    /** The kind; that of a secret never changes. */
    SecretType type();

    /**
     * A user's login.
     *
     * @param username optional
     * @param email optional
     * @param url optional
     * @param notes optional
     * @param totp what makes one-time codes, if any
     */
    record Login(String password, String username, String email, String url, String notes, Optional<Totp> totp)
            implements SecretPayload {

        /** Checks that nothing is {@code null}. */
        public Login {
            requireAll(password, username, email, url, notes, totp);
        }

        /** A login of user name and password alone. */
        public static Login of(String username, String password) {
            return new Login(password, username, "", "", "", Optional.empty());
        }

        /** The same login with other one-time codes, or none. */
        public Login withTotp(Optional<Totp> changed) {
            return new Login(password, username, email, url, notes, changed);
        }

        @Override
        public SecretType type() {
            return SecretType.LOGIN;
        }

        @Override
        public String toString() {
            return "Login[hidden]";
        }
    }

    /**
     * A key of one text.
     *
     * @param endpoint optional
     * @param notes optional
     */
    record ApiKey(String apiKey, String endpoint, String notes) implements SecretPayload {

        /** Checks that nothing is {@code null}. */
        public ApiKey {
            requireAll(apiKey, endpoint, notes);
        }

        /** A key alone. */
        public static ApiKey of(String apiKey) {
            return new ApiKey(apiKey, "", "");
        }

        @Override
        public SecretType type() {
            return SecretType.API_KEY;
        }

        @Override
        public String toString() {
            return "ApiKey[hidden]";
        }
    }

    /**
     * An access key with its secret.
     *
     * @param endpoint optional
     * @param notes optional
     */
    record KeyPair(String accessKey, String secretKey, String endpoint, String notes) implements SecretPayload {

        /** Checks that nothing is {@code null}. */
        public KeyPair {
            requireAll(accessKey, secretKey, endpoint, notes);
        }

        /** A pair alone. */
        public static KeyPair of(String accessKey, String secretKey) {
            return new KeyPair(accessKey, secretKey, "", "");
        }

        @Override
        public SecretType type() {
            return SecretType.KEY_PAIR;
        }

        @Override
        public String toString() {
            return "KeyPair[hidden]";
        }
    }

    /**
     * An SSH key.
     *
     * @param publicKey optional
     * @param fingerprint optional
     * @param passphrase optional
     * @param notes optional
     */
    record SshKey(String privateKey, String publicKey, String fingerprint, String passphrase, String notes)
            implements SecretPayload {

        /** Checks that nothing is {@code null}. */
        public SshKey {
            requireAll(privateKey, publicKey, fingerprint, passphrase, notes);
        }

        /** A private key alone. */
        public static SshKey of(String privateKey) {
            return new SshKey(privateKey, "", "", "", "");
        }

        @Override
        public SecretType type() {
            return SecretType.SSH_KEY;
        }

        @Override
        public String toString() {
            return "SshKey[hidden]";
        }
    }

    /**
     * Any text.
     *
     * @param notes optional
     */
    record Other(String data, String notes) implements SecretPayload {

        /** Checks that nothing is {@code null}. */
        public Other {
            requireAll(data, notes);
        }

        /** A text alone. */
        public static Other of(String data) {
            return new Other(data, "");
        }

        @Override
        public SecretType type() {
            return SecretType.OTHER;
        }

        @Override
        public String toString() {
            return "Other[hidden]";
        }
    }

    private static void requireAll(Object... values) {
        for (Object value : values) {
            Objects.requireNonNull(value, "a text that is unset is \"\"");
        }
    }
}
