package dev.undercroft.client;

import static dev.undercroft.client.VaultFixture.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.undercroft.client.VaultException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Payloads as JSON, interchangeable with those of other clients (section 3 of the vault's wire). */
class PayloadsTest {

    private static final Totp TOTP = new Totp("JBSWY3DPEHPK3PXP", TotpAlgorithm.SHA256, 8, 60, "GitHub", "u");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "login | {\"password\":\"p\",\"username\":\"u\",\"email\":\"e\",\"url\":\"l\",\"notes\":\"n\",\"totp\":"
                        + "{\"secret\":\"JBSWY3DPEHPK3PXP\",\"algorithm\":\"sha256\",\"digits\":8,\"period\":60,"
                        + "\"issuer\":\"GitHub\",\"account_name\":\"u\"}}",
                "login | {\"password\":\"\"}",
                "api_key | {\"api_key\":\"k\",\"endpoint\":\"e\",\"notes\":\"n\"}",
                "api_key | {\"api_key\":\"k\"}",
                "key_pair | {\"access_key\":\"a\",\"secret_key\":\"s\",\"endpoint\":\"e\",\"notes\":\"n\"}",
                "key_pair | {\"access_key\":\"a\",\"secret_key\":\"s\"}",
                "ssh_key | {\"private_key\":\"k\",\"public_key\":\"p\",\"fingerprint\":\"f\",\"passphrase\":\"x\","
                        + "\"notes\":\"n\"}",
                "ssh_key | {\"private_key\":\"k\"}",
                "other | {\"data\":\"d\",\"notes\":\"n\"}",
                "other | {\"data\":\"d\"}"
            })
    void names_on_the_wire_are_exact_and_what_is_unset_is_left_out(String type, String json) {
        SecretPayload payload = read(type, json);

        assertThat(payload.type().wireName()).isEqualTo(type);
        assertThat(written(payload)).isEqualTo(json);
    }

    @Test
    void every_member_has_its_place() {
        assertThat(read(
                        "login",
                        "{\"password\":\"p\",\"username\":\"u\",\"email\":\"e\",\"url\":\"l\",\"notes\":\"n\",\"totp\":"
                                + "{\"secret\":\"JBSWY3DPEHPK3PXP\",\"algorithm\":\"SHA256\",\"digits\":8,\"period\":60,"
                                + "\"issuer\":\"GitHub\",\"account_name\":\"u\"}}"))
                .isEqualTo(new SecretPayload.Login("p", "u", "e", "l", "n", Optional.of(TOTP)));
        assertThat(read(
                        "ssh_key",
                        "{\"private_key\":\"k\",\"public_key\":\"p\",\"fingerprint\":\"f\",\"passphrase\":\"x\"}"))
                .isEqualTo(new SecretPayload.SshKey("k", "p", "f", "x", ""));
        assertThat(read("key_pair", "{\"access_key\":\"a\",\"secret_key\":\"s\",\"endpoint\":\"e\"}"))
                .isEqualTo(new SecretPayload.KeyPair("a", "s", "e", ""));
    }

    @Test
    void other_clients_order_escapes_and_nulls_are_read() {
        assertThat(read(
                        "login",
                        "{\"notes\": null, \"unknown\": [1], \"username\": \"p\\u00e4\\u2713\", \"password\": \"x\","
                                + " \"totp\": {\"secret\": \"jbswy3dpehpk3pxp\"}}"))
                .isEqualTo(new SecretPayload.Login("x", "pä✓", "", "", "", Optional.of(Totp.of("jbswy3dpehpk3pxp"))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "login | {} | password is missing",
                "login | {\"password\":null} | password is missing",
                "login | {\"password\":\"VALUE\",\"notes\":7} | notes is no text",
                "login | {\"password\":\"VALUE\",\"totp\":\"VALUE\"} | totp is no object",
                "login | {\"password\":\"VALUE\",\"totp\":{}} | secret is missing",
                "login | {\"password\":\"VALUE\",\"totp\":{\"secret\":\"VALUE 1\"}} | base32",
                "login | {\"password\":\"VALUE\",\"totp\":{\"secret\":\"VALUE\",\"algorithm\":\"md5\"}} | algorithm",
                "login | {\"password\":\"VALUE\",\"totp\":{\"secret\":\"VALUE\",\"digits\":7}} | digits",
                "login | {\"password\":\"VALUE\",\"totp\":{\"secret\":\"VALUE\",\"digits\":\"6\"}} | digits",
                "login | {\"password\":\"VALUE\",\"totp\":{\"secret\":\"VALUE\",\"period\":31}} | period",
                "api_key | {\"apiKey\":\"VALUE\"} | api_key is missing",
                "key_pair | {\"access_key\":\"VALUE\"} | secret_key is missing",
                "ssh_key | {\"private_key\":[\"VALUE\"]} | private_key is no text",
                "other | {\"data\":{\"a\":\"VALUE\"}} | data is no text"
            })
    void what_the_type_does_not_allow_is_named_and_never_shown(String type, String json, String what) {
        VaultException refused = refusal(Reason.INVALID_PAYLOAD, () -> read(type, json));

        assertThat(refused.getMessage()).contains(what).doesNotContain("VALUE");
    }

    private static SecretPayload read(String type, String json) {
        return PayloadJson.read(SecretType.named(type).orElseThrow(), Vectors.object(json));
    }

    private static String written(SecretPayload payload) {
        return new String(Json.write(PayloadJson.write(payload)), StandardCharsets.UTF_8);
    }
}
