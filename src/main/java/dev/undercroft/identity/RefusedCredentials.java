package dev.undercroft.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.undercroft.web.Problem;
import dev.undercroft.web.TokenBucket;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Counts requests without an accepted credential, per network and in all, on one replica, so that nobody fills the trail
 * who has no business here. Accepted credentials from the same network are not touched: many may share one. What is left
 * out of the trail is counted by a metric. Thread safe.
 */
@ApplicationScoped
public class RefusedCredentials {

    private static final String IN_ALL = "in all";
    private static final long MOST_NETWORKS = 100_000;
    // One host of IPv6 has all addresses of a network of this size (RFC 6177).
    private static final int NETWORK_BYTES = 8;

    /** Per minute and replica; 0 turns a limit off. Prefix {@code undercroft.refused-credentials}. */
    @ConfigMapping(prefix = "undercroft.refused-credentials")
    public interface Config {

        /** How many of one IPv4 address or IPv6 /64 are recorded and answered 401; the rest gets 429 and no event. */
        @WithDefault("600")
        int perNetwork();

        /** The same for all networks together. */
        @WithDefault("6000")
        int inAll();
    }

    private final Config config;
    private final Clock clock;
    private final Counter unrecorded;
    private final Cache<String, TokenBucket> buckets = Caffeine.newBuilder()
            .maximumSize(MOST_NETWORKS)
            .expireAfterAccess(Duration.ofMinutes(2))
            .build();

    @Inject
    public RefusedCredentials(Config config, Clock clock, MeterRegistry meters) {
        this.config = config;
        this.clock = clock;
        this.unrecorded = Counter.builder("undercroft.refused.credentials.unrecorded")
                .description("Requests without an accepted credential that were too many to be recorded")
                .register(meters);
    }

    /** Counts one from this address; tells {@code rate_limited} when there were too many. */
    public Optional<Problem> count(String address) {
        Optional<Problem> tooMany =
                take(networkOf(address), config.perNetwork()).or(() -> take(IN_ALL, config.inAll()));
        tooMany.ifPresent(problem -> unrecorded.increment());
        return tooMany;
    }

    /**
     * Tells {@code rate_limited} of an address whose limit is spent, without counting: what costs a look-up need not be
     * looked up for it.
     */
    Optional<Problem> spent(String address) {
        Optional<Problem> tooMany =
                emptied(networkOf(address)).or(() -> emptied(IN_ALL)).map(Problem::onRecord);
        tooMany.ifPresent(problem -> unrecorded.increment());
        return tooMany;
    }

    private Optional<Problem> emptied(String bucketOf) {
        TokenBucket bucket = buckets.getIfPresent(bucketOf);
        return bucket != null && bucket.isEmpty(clock.millis()) ? Optional.of(bucket.refusal()) : Optional.empty();
    }

    private Optional<Problem> take(String bucketOf, int perMinute) {
        if (perMinute <= 0) {
            return Optional.empty();
        }
        long now = clock.millis();
        TokenBucket bucket = buckets.get(bucketOf, key -> new TokenBucket(perMinute, now));
        return bucket.take(now) < 0 ? Optional.of(bucket.refusal()) : Optional.empty();
    }

    static String networkOf(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        try {
            // In brackets it is read as an address and never looked up as a name.
            byte[] bytes = InetAddress.getByName("[" + address + "]").getAddress();
            return HexFormat.of().formatHex(Arrays.copyOf(bytes, Math.min(bytes.length, NETWORK_BYTES)));
        } catch (UnknownHostException noAddress) {
            return address;
        }
    }
}
