package dev.undercroft.identity;

import java.util.List;
import java.util.Set;

/**
 * What the tokens of a subject stand for, as the configuration says and no claim does. Immutable.
 *
 * @param subject a whole subject, or its beginning and an asterisk
 * @param tenantId the tenant that the tokens belong to
 * @param scopes the scopes that they have
 */
record Workload(String subject, String tenantId, Set<String> scopes) {

    private static final String ANY = "*";

    /** What is configured; throws {@link IllegalStateException} with how to mend it where it would trust too much. */
    static Workload of(IdentityConfig.Workload config) {
        String subject = config.subject();
        int asterisk = subject.indexOf(ANY);
        // Without a separator before it, ns:team* would be every namespace whose name begins like that one.
        boolean sound = asterisk < 0
                || (asterisk == subject.length() - 1 && (subject.endsWith(":*") || subject.endsWith("/*")));
        if (!sound) {
            throw new IllegalStateException("undercroft.identity.issuers: the workload '" + subject
                    + "' has an asterisk in the wrong place; put it last, after a colon or a slash,"
                    + " like system:serviceaccount:shop:*");
        }
        return new Workload(subject, config.tenantId(), Set.copyOf(config.scopes()));
    }

    /** The first of these that a subject is, as configured. */
    static Workload firstOf(List<Workload> workloads, String subject) {
        return workloads.stream()
                .filter(workload -> workload.includes(subject))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the issuer has no workload of this subject"));
    }

    private boolean includes(String candidate) {
        if (!subject.endsWith(ANY)) {
            return subject.equals(candidate);
        }
        String beginning = subject.substring(0, subject.length() - 1);
        return candidate.startsWith(beginning) && candidate.length() > beginning.length();
    }
}
