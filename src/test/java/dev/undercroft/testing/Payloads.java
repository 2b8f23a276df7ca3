package dev.undercroft.testing;

import dev.undercroft.client.SecretPayload;
import dev.undercroft.client.Totp;
import dev.undercroft.client.TotpAlgorithm;
import java.util.List;
import java.util.Optional;

/** What tests keep in a vault: one payload of every kind, with every member and characters that encoders get wrong. */
public final class Payloads {

    /** The one-time code of {@link #LOGIN} at the 59th second of 1970 (RFC 6238, appendix B). */
    public static final String CODE_AT_59 = "94287082";

    public static final SecretPayload.Login LOGIN = new SecretPayload.Login(
            "pä✓𝄞\"\\\u2028\u0000",
            "jürgen",
            "u@example.org",
            "https://example.org/?a=b&c=<ü>",
            "zwei\nZeilen",
            Optional.of(new Totp("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", TotpAlgorithm.SHA1, 8, 30, "GitHüb", "ü:1")));

    public static final SecretPayload.ApiKey API_KEY =
            new SecretPayload.ApiKey("ключ", "https://api.example.org", "שלום");

    public static final SecretPayload.KeyPair KEY_PAIR =
            new SecretPayload.KeyPair("鍵", "🔑🗝", "https://s3.example.org", "n");

    public static final SecretPayload.SshKey SSH_KEY =
            new SecretPayload.SshKey("-----BEGIN\r\n", "ssh-ed25519 A ü@host", "SHA256:ä", "pass phräse", "\t");

    public static final SecretPayload.Other OTHER = new SecretPayload.Other("", "e\u0301 is not \u00e9");

    /** All five. */
    public static final List<SecretPayload> OF_EVERY_KIND = List.of(LOGIN, API_KEY, KEY_PAIR, SSH_KEY, OTHER);

    private Payloads() {}
}
