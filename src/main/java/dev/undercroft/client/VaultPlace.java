package dev.undercroft.client;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/** Whose vault it is, and at which service. Immutable. */
record VaultPlace(String service, String organization) {

    static Set<String> organizations(Collection<VaultPlace> places, String service) {
        return places.stream()
                .filter(place -> place.service().equals(service))
                .map(VaultPlace::organization)
                .collect(Collectors.toUnmodifiableSet());
    }
}
