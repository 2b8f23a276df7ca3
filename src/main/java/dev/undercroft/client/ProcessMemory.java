package dev.undercroft.client;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Remembers as long as the process runs. Thread safe. */
final class ProcessMemory implements VaultMemory {

    private final Map<VaultPlace, RememberedVault> vaults = new HashMap<>();

    @Override
    public synchronized Set<String> organizations(String service) {
        return VaultPlace.organizations(vaults.keySet(), service);
    }

    @Override
    public synchronized Optional<RememberedVault> recall(String service, String organization) {
        return Optional.ofNullable(vaults.get(new VaultPlace(service, organization)));
    }

    @Override
    public synchronized void change(
            String service, String organization, Function<Optional<RememberedVault>, RememberedVault> function) {
        vaults.put(new VaultPlace(service, organization), function.apply(recall(service, organization)));
    }

    @Override
    public synchronized void forget(String service, String organization) {
        vaults.remove(new VaultPlace(service, organization));
    }
}
