package dev.undercroft.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which subjects a configured workload is. */
class WorkloadTest {

    private record Configured(String subject, String tenantId, List<String> scopes)
            implements IdentityConfig.Workload {}

    private static Workload workload(String subject, String tenantId) {
        return Workload.of(new Configured(subject, tenantId, List.of("secrets:read")));
    }

    @ParameterizedTest
    @CsvSource({
        "system:serviceaccount:shop:web, system:serviceaccount:shop:web",
        "system:serviceaccount:shop:*, system:serviceaccount:shop:web",
        "system:serviceaccount:*, system:serviceaccount:shop:web",
        "repo:acme/*, repo:acme/shop:ref:refs/heads/main"
    })
    void aSubjectIsMetWholeOrByItsBeginning(String configured, String subject) {
        assertThat(Workload.firstOf(List.of(workload(configured, "tnt_a")), subject)
                        .tenantId())
                .isEqualTo("tnt_a");
    }

    @ParameterizedTest
    @CsvSource({
        "system:serviceaccount:shop:web, system:serviceaccount:shop:web2",
        "system:serviceaccount:shop:web, system:serviceaccount:shop:we",
        "system:serviceaccount:shop:web, System:serviceaccount:shop:web",
        "system:serviceaccount:shop:*, system:serviceaccount:shop2:web",
        "system:serviceaccount:shop:*, system:serviceaccount:shop:",
        "system:serviceaccount:shop:*, system:serviceaccount:shop"
    })
    void anotherSubjectIsNotMet(String configured, String subject) {
        List<Workload> workloads = List.of(workload(configured, "tnt_a"));

        assertThatThrownBy(() -> Workload.firstOf(workloads, subject)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theFirstThatMeetsCounts() {
        List<Workload> workloads = List.of(workload("a:b", "tnt_one"), workload("a:*", "tnt_rest"));

        assertThat(Workload.firstOf(workloads, "a:b").tenantId()).isEqualTo("tnt_one");
        assertThat(Workload.firstOf(workloads, "a:c").tenantId()).isEqualTo("tnt_rest");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "system:serviceaccount:shop*", "system:serviceaccount:*:web", "a:**", "a:*:*"})
    void anAsteriskThatWouldTrustTooMuchIsRefused(String subject) {
        assertThatThrownBy(() -> workload(subject, "tnt_a"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("'" + subject + "'")
                .hasMessageContaining("after a colon or a slash");
    }
}
