package dev.undercroft.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.undercroft.web.Problem;
import dev.undercroft.web.TokenBucket;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Counts requests without an accepted credential per address and replica, so that nobody fills the trail who has no
 * business here. Accepted credentials from the same address are not touched: many may share one. Thread safe.
 */
@ApplicationScoped
public class RefusedCredentials {

    private static final long MOST_ADDRESSES = 100_000;

    /** Prefix {@code undercroft.refused-credentials}. */
    @ConfigMapping(prefix = "undercroft.refused-credentials")
    public interface Config {

        /** How many a minute are recorded and answered 401; beyond that they get 429 and no event. 0 turns it off. */
        @WithDefault("600")
        int perAddress();
    }

    private final Config config;
    private final Clock clock;
    private final Cache<String, TokenBucket> buckets = Caffeine.newBuilder()
            .maximumSize(MOST_ADDRESSES)
            .expireAfterAccess(Duration.ofMinutes(2))
            .build();

    @Inject
    public RefusedCredentials(Config config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    /** Counts one from this address; tells {@code rate_limited} when there were too many. */
    public Optional<Problem> count(String address) {
        int perMinute = config.perAddress();
        if (perMinute <= 0) {
            return Optional.empty();
        }
        long now = clock.millis();
        TokenBucket bucket = buckets.get(address, key -> new TokenBucket(perMinute, now));
        return bucket.take(now) < 0 ? Optional.of(bucket.refusal()) : Optional.empty();
    }
}
