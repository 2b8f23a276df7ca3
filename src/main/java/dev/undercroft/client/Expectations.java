package dev.undercroft.client;

import dev.undercroft.client.VaultException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/**
 * What a service must show before anything is derived: a key derived with another salt or weaker parameters would help it
 * to guess the vault key. Immutable and thread safe.
 */
final class Expectations {

    // Argon2 libraries of other clients refuse shorter salts.
    private static final int LEAST_ORGANIZATION_BYTES = 8;

    private final String service;
    private final VaultMemory memory;
    private final Optional<PayloadFormat> format;
    private final Optional<String> organization;

    Expectations(String service, VaultMemory memory, Optional<PayloadFormat> format, Optional<String> organization) {
        this.service = service;
        this.memory = memory;
        this.format = format;
        this.organization = organization;
    }

    /**
     * Checks a vault.
     *
     * @throws VaultException {@link Reason#UNKNOWN_FORMAT}, {@link Reason#UNEXPECTED_FORMAT},
     *     {@link Reason#REFUSED_PARAMETERS}, {@link Reason#ORGANIZATION_CHANGED}
     */
    VaultTerms require(VaultInfo info) {
        PayloadFormat shown = PayloadFormat.numbered(info.payloadFormat())
                .orElseThrow(() -> new VaultException(
                        Reason.UNKNOWN_FORMAT,
                        "the vault has format " + info.payloadFormat() + ", and this client knows 1 and 2; nothing was"
                                + " derived. Use a newer client"));
        requireFormat(shown);
        requireOrganization(info.organizationId());
        info.kdf().requireAllowed(shown);
        memory.recall(service, info.organizationId())
                .ifPresent(remembered -> remembered.requireSame(shown, info.kdf()));
        return new VaultTerms(info.organizationId(), shown, info.kdf());
    }

    /** Whether somebody said what to expect. */
    boolean areTold() {
        return format.isPresent() || organization.isPresent();
    }

    /** The format of a new vault when nothing is said. */
    PayloadFormat formatOfNew() {
        return format.orElse(PayloadFormat.V1);
    }

    void requireFormat(PayloadFormat shown) {
        if (format.isPresent() && shown != format.get()) {
            throw new VaultException(
                    Reason.UNEXPECTED_FORMAT,
                    "the vault has format " + shown.number() + " and format "
                            + format.get().number() + " is expected; nothing was derived. If the vault is as it should"
                            + " be, expect its format");
        }
    }

    void requireOrganization(String shown) {
        if (shown.getBytes(StandardCharsets.UTF_8).length < LEAST_ORGANIZATION_BYTES || !Fields.isWellFormed(shown)) {
            throw new VaultException(
                    Reason.BAD_ANSWER,
                    "the service shows an organisation id that can't be one: it must have at least 8 bytes");
        }
        Set<String> known = organization.map(Set::of).orElseGet(() -> memory.organizations(service));
        if (!known.isEmpty() && !known.contains(shown)) {
            throw new VaultException(
                    Reason.ORGANIZATION_CHANGED,
                    service + " shows organisation " + PlainText.of(shown) + ", and this client knows "
                            + known.stream().map(PlainText::of).toList() + "; nothing was derived. If the access key"
                            + " is of that organisation, name it as the organisation to expect (--organization)");
        }
    }
}
