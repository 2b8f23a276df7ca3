package dev.undercroft.stores;

import java.util.List;
import java.util.regex.Pattern;

/** Where this door is: below the base that its clients use, and bare. */
final class StoresPaths {

    /** What real clients put before every path. */
    static final String BASE = "/client/v4";

    private static final List<String> BARE = List.of("/accounts", "/memberships", "/user");

    // Nothing else of what a caller sends reaches the trail as it is.
    private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");

    private StoresPaths() {}

    static boolean isStores(String path) {
        return isAt(path, BASE) || isBare(path);
    }

    /** Whether a path, without the base, belongs to this door. */
    static boolean isBare(String path) {
        return BARE.stream().anyMatch(start -> isAt(path, start));
    }

    private static boolean isAt(String path, String start) {
        return path.startsWith(start) && (path.length() == start.length() || path.charAt(start.length()) == '/');
    }

    /** What the trail calls an account's quota. */
    static String quota(String accountId) {
        return "/accounts/" + accountId + "/secrets_store/quota";
    }

    /** What the trail calls an account's stores. */
    static String stores(String accountId) {
        return "/accounts/" + accountId + "/secrets_store/stores";
    }

    /** What the trail calls a store; throws {@code store_not_found} for what can't be the id of one. */
    static String store(String accountId, String storeId) {
        if (!ID.matcher(storeId).matches()) {
            throw StoresProblems.storeNotFound();
        }
        return stores(accountId) + "/" + storeId;
    }

    /** What the trail calls a secret of a store; throws for what can't be the ids of both. */
    static String secret(String accountId, String storeId, String secretId) {
        if (!ID.matcher(secretId).matches()) {
            throw StoresProblems.secretNotFound();
        }
        return store(accountId, storeId) + "/secrets/" + secretId;
    }
}
