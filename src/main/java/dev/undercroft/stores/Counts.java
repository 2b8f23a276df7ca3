package dev.undercroft.stores;

import dev.undercroft.web.Problem;
import dev.undercroft.web.ProblemCode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;

/**
 * How many stores and secrets the account has. Every change goes through the account's one row, so changes of an account
 * follow one another: no two can pass a limit together, and names that were looked for stay free. In the running
 * transaction, before anything else is locked.
 */
@ApplicationScoped
class Counts {

    @Inject
    EntityManager entities;

    @Inject
    StoresConfig config;

    /** The most secrets that an account may have. */
    int quota(String account) {
        return config.quotas().getOrDefault(account, config.quota());
    }

    /** How many secrets the account has. */
    int secrets() {
        return number("SELECT coalesce(max(secrets), 0) FROM store_count WHERE realm_id = current_realm()");
    }

    /** Keeps others from changing the account until the transaction ends; fails with a 503 after two seconds of waiting. */
    void lock() {
        // Whoever waits holds a connection that other accounts may need.
        entities.createNativeQuery("SELECT set_config('lock_timeout', '2s', true)")
                .getSingleResult();
        entities.createNativeQuery("INSERT INTO store_count (realm_id) VALUES (current_realm())"
                        + " ON CONFLICT (realm_id) DO UPDATE SET stores = store_count.stores")
                .executeUpdate();
    }

    /** Counts new secrets; throws {@code maximum_secrets_exceeded} when they don't fit. Behind {@link #lock}. */
    void addSecrets(String account, int more) {
        int quota = quota(account);
        int usage = secrets();
        if (usage + more > quota) {
            throw new Problem(
                    ProblemCode.MAXIMUM_SECRETS_EXCEEDED,
                    "maximum_secrets_exceeded: the quota is " + quota + " and the usage " + usage
                            + "; delete secrets, or ask for another quota");
        }
        change("secrets", more);
    }

    /** Counts secrets that are gone. Behind {@link #lock}. */
    void removeSecrets(int less) {
        change("secrets", -less);
    }

    /** Counts new stores; throws {@code maximum_stores_exceeded} when they don't fit. Behind {@link #lock}. */
    void addStores(int more) {
        int usage = number("SELECT stores FROM store_count WHERE realm_id = current_realm()");
        if (config.maxStores() > 0 && usage + more > config.maxStores()) {
            throw new Problem(
                    ProblemCode.MAXIMUM_STORES_EXCEEDED,
                    "maximum_stores_exceeded: at most " + config.maxStores() + " are allowed and there are " + usage
                            + "; delete a store, or ask for more");
        }
        change("stores", more);
    }

    /** Counts a store that is gone. Behind {@link #lock}. */
    void removeStore() {
        change("stores", -1);
    }

    private void change(String column, int by) {
        entities.createNativeQuery(
                        "UPDATE store_count SET " + column + " = " + column + " + ?1 WHERE realm_id = current_realm()")
                .setParameter(1, by)
                .executeUpdate();
    }

    private int number(String sql) {
        return ((Number) entities.createNativeQuery(sql).getSingleResult()).intValue();
    }
}
