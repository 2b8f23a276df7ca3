package dev.undercroft.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.undercroft.client.VaultException.Reason;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** A vault of each format, made once since each takes five key derivations. */
public final class VaultFixture {

    static final String ORGANIZATION = "org_test_123";
    public static final String VAULT_KEY = "Test-Passw0rd!xy";
    static final String OTHER_KEY = "Another-Passw0rd";

    private static final Map<PayloadFormat, VaultFixture> MADE = new EnumMap<>(PayloadFormat.class);

    private final FakeState state;
    private final List<String> codes;

    private VaultFixture(FakeState state, List<String> codes) {
        this.state = state;
        this.codes = codes;
    }

    /** A service with a vault without secrets, to be closed. */
    public static FakeVault vault(PayloadFormat format) {
        return new FakeVault(of(format).state.copy());
    }

    /** The recovery codes of that vault. */
    static List<String> codes(PayloadFormat format) {
        return of(format).codes;
    }

    static char[] vaultKey() {
        return VAULT_KEY.toCharArray();
    }

    public static UnlockedVault unlocked(FakeVault service) {
        return service.client().build().unlock(vaultKey());
    }

    static SecretPayload login(String password) {
        return SecretPayload.Login.of("user", password);
    }

    /** That a call is refused for a reason, with a message that helps and holds no secret. */
    static VaultException refusal(Reason reason, ThrowingCallable call) {
        VaultException refused = catchThrowableOfType(VaultException.class, call);
        assertThat(refused).as("a refusal for " + reason).isNotNull();
        assertThat(refused.reason()).as(refused.getMessage()).isEqualTo(reason);
        assertThat(refused.getMessage())
                .hasSizeGreaterThan(20)
                .doesNotContain(VAULT_KEY)
                .doesNotContain(OTHER_KEY)
                .doesNotContain(FakeVault.ACCESS_KEY);
        return refused;
    }

    private static synchronized VaultFixture of(PayloadFormat format) {
        return MADE.computeIfAbsent(format, VaultFixture::make);
    }

    private static VaultFixture make(PayloadFormat format) {
        FakeState state = new FakeState(ORGANIZATION);
        try (FakeVault service = new FakeVault(state);
                RecoveryCodes codes = service.client().build().initialize(vaultKey(), NewVault.of(format))) {
            return new VaultFixture(
                    state, codes.codes().stream().map(String::new).toList());
        }
    }
}
