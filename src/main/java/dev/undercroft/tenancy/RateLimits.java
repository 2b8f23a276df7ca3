package dev.undercroft.tenancy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.undercroft.audit.Action;
import dev.undercroft.audit.Audited;
import dev.undercroft.identity.Caller;
import dev.undercroft.web.RequestFacts;
import dev.undercroft.web.TokenBucket;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;

/**
 * How much one identity may ask of one replica: a token bucket per identity and kind of operation, told in three
 * headers of every answer. Guards the service against a runaway client, not against many. Thread safe.
 */
@ApplicationScoped
public class RateLimits {

    private static final long MOST_BUCKETS = 100_000;

    /** Requests per minute, identity and replica; 0 turns a limit off. Prefix {@code undercroft.rate-limit}. */
    @ConfigMapping(prefix = "undercroft.rate-limit")
    public interface Config {

        /** Reads of secrets and reveals. */
        @WithDefault("600000")
        int read();

        /** Every other operation. */
        @WithDefault("60000")
        int other();

        /** Access keys made and deleted: each deletion makes every replica look its realm up anew. */
        @WithDefault("60")
        int accessKeys();
    }

    private static final Set<Action> READS = Set.of(Action.READ, Action.REVEAL, Action.RESOLVE);

    private static final Set<Action> KEY_CHANGES = Set.of(Action.ACCESS_KEY_CREATE, Action.ACCESS_KEY_DELETE);

    private enum Kind {
        READ,
        ACCESS_KEY_CHANGE,
        OTHER
    }

    private record Key(String identityId, String home, Kind kind) {}

    private final Config config;
    private final RequestFacts facts;
    private final Clock clock;
    private final Cache<Key, TokenBucket> buckets = Caffeine.newBuilder()
            .maximumSize(MOST_BUCKETS)
            .expireAfterAccess(Duration.ofMinutes(2))
            .build();

    @Inject
    public RateLimits(Config config, RequestFacts facts, Clock clock) {
        this.config = config;
        this.facts = facts;
        this.clock = clock;
    }

    /** Takes one request from the caller's bucket; throws {@code rate_limited} when it is empty. */
    void spend(Caller caller, Audited audited) {
        Kind kind = kindOf(audited);
        int perMinute =
                switch (kind) {
                    case READ -> config.read();
                    case ACCESS_KEY_CHANGE -> config.accessKeys();
                    case OTHER -> config.other();
                };
        if (perMinute <= 0) {
            return;
        }
        long now = clock.millis();
        TokenBucket bucket = buckets.get(
                new Key(caller.identityId(), caller.homeRealm(), kind), key -> new TokenBucket(perMinute, now));
        long remaining = bucket.take(now);
        facts.answerHeader("X-RateLimit-Limit", Integer.toString(perMinute));
        facts.answerHeader("X-RateLimit-Remaining", Long.toString(Math.max(0, remaining)));
        facts.answerHeader("X-RateLimit-Reset", Long.toString(bucket.fullAt(now) / 1000));
        if (remaining < 0) {
            throw bucket.refusal();
        }
    }

    private static Kind kindOf(Audited audited) {
        if (audited == null) {
            return Kind.OTHER;
        }
        if (READS.contains(audited.value())) {
            return Kind.READ;
        }
        return KEY_CHANGES.contains(audited.value()) ? Kind.ACCESS_KEY_CHANGE : Kind.OTHER;
    }
}
