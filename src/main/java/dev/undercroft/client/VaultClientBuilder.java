package dev.undercroft.client;

import dev.undercroft.client.VaultException.Reason;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/** Puts a {@link VaultClient} together. For one thread. */
public final class VaultClientBuilder {

    /** How long a request may take when nothing is said. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);

    private final ServiceAddress address;
    private Supplier<String> accessKey = () -> "";
    private VaultMemory memory = VaultMemory.inProcess();
    private Optional<PayloadFormat> format = Optional.empty();
    private Optional<String> organization = Optional.empty();
    private Duration timeout = DEFAULT_TIMEOUT;
    private Optional<HttpClient> http = Optional.empty();
    private Optional<SSLContext> tls = Optional.empty();
    private Clock clock = Clock.systemUTC();

    VaultClientBuilder(ServiceAddress address) {
        this.address = address;
    }

    /** The access key or JWT that every request carries. */
    public VaultClientBuilder accessKey(String key) {
        return accessKey(() -> key);
    }

    /** As {@link #accessKey(String)}, asked before each request, from any thread. */
    public VaultClientBuilder accessKey(Supplier<String> key) {
        accessKey = key;
        return this;
    }

    /** Where the client remembers what it saw; without one, as long as this client lives. */
    public VaultClientBuilder memory(VaultMemory vaultMemory) {
        memory = vaultMemory;
        return this;
    }

    /** Refuses a vault of another format. */
    public VaultClientBuilder expect(PayloadFormat payloadFormat) {
        format = Optional.of(payloadFormat);
        return this;
    }

    /**
     * Refuses another organisation. Needed where one memory holds several organisations of a service, each time a new one
     * joins.
     */
    public VaultClientBuilder organization(String organizationId) {
        organization = Optional.of(organizationId);
        return this;
    }

    /** How long a request may take in all; {@link #DEFAULT_TIMEOUT} when nothing is said. */
    public VaultClientBuilder timeout(Duration longest) {
        timeout = longest;
        return this;
    }

    /**
     * Asks by this HTTP client.
     *
     * @throws VaultException {@link Reason#INVALID_INPUT} when it follows redirects: the access key is for this service
     *     and not for wherever it points to
     */
    public VaultClientBuilder httpClient(HttpClient client) {
        if (client.followRedirects() != HttpClient.Redirect.NEVER) {
            throw new VaultException(Reason.INVALID_INPUT, "the HTTP client must never follow redirects");
        }
        http = Optional.of(client);
        return this;
    }

    /** Trusts what this context trusts; without effect on {@link #httpClient}. */
    public VaultClientBuilder sslContext(SSLContext context) {
        tls = Optional.of(context);
        return this;
    }

    /** What one-time codes go by; the system's clock when nothing is said. */
    public VaultClientBuilder clock(Clock source) {
        clock = source;
        return this;
    }

    /** The client; asks nothing yet. */
    public VaultClient build() {
        ServiceConnection connection =
                new ServiceConnection(address, accessKey, http.orElseGet(this::freshHttpClient), timeout);
        Expectations expectations = new Expectations(address.base(), memory, format, organization);
        return new VaultClient(connection, expectations, memory, clock, new SecureRandom());
    }

    private HttpClient freshHttpClient() {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout);
        tls.ifPresent(builder::sslContext);
        return builder.build();
    }
}
