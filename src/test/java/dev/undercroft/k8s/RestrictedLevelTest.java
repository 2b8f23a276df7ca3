package dev.undercroft.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every pod obeys the restricted Pod Security level, and more: nothing of it can write but /tmp. */
@NeedsHelm
class RestrictedLevelTest {

    @TempDir
    Path scratch;

    static Stream<Path> recordedValues() {
        return Chart.recordedValues();
    }

    @ParameterizedTest
    @MethodSource("recordedValues")
    void everyPodObeys(Path values) {
        assertThat(Chart.withHooks(scratch, values).render().podSpecs())
                .hasSizeGreaterThanOrEqualTo(3)
                .allSatisfy((name, pod) -> {
                    assertThat(RestrictedLevel.violations(pod)).as(name).isEmpty();
                    assertThat(pod.path("automountServiceAccountToken").asBoolean(true))
                            .as(name)
                            .isFalse();
                    assertThat(pod.path("enableServiceLinks").asBoolean(true))
                            .as(name)
                            .isFalse();
                });
    }

    @ParameterizedTest
    @MethodSource("recordedValues")
    void everyContainerHasANumberedUserAndAReadOnlyRoot(Path values) {
        for (JsonNode pod : Chart.withHooks(scratch, values).render().podSpecs().values()) {
            assertThat(pod.at("/securityContext/runAsUser").asInt()).isPositive();
            assertThat(Rendering.elements(pod.path("containers"))).isNotEmpty().allSatisfy(container -> {
                assertThat(container
                                .at("/securityContext/readOnlyRootFilesystem")
                                .asBoolean())
                        .isTrue();
                assertThat(container.at("/securityContext/runAsUser").asInt()).isPositive();
            });
        }
    }

    @ParameterizedTest
    @MethodSource("recordedValues")
    void everyMountedSecretIsReadOnly(Path values) {
        for (JsonNode pod : Chart.withHooks(scratch, values).render().podSpecs().values()) {
            assertThat(Rendering.elements(pod.path("containers"))
                            .flatMap(container -> Rendering.elements(container.path("volumeMounts")))
                            .filter(mount -> !mount.path("name").asText().equals("tmp")))
                    .allSatisfy(mount -> assertThat(mount.path("readOnly").asBoolean())
                            .as(mount.toString())
                            .isTrue());
        }
    }

    @ParameterizedTest(name = "{0}={1} breaks {2}")
    @CsvSource({
        "podSecurityContext.runAsUser, 0, pod: runAsUser",
        "podSecurityContext.runAsNonRoot, false, pod: root",
        "podSecurityContext.seccompProfile.type, Unconfined, pod: seccompProfile type",
        "podSecurityContext.sysctls[0].name, kernel.msgmax, sysctl",
        "podSecurityContext.seLinuxOptions.type, spc_t, pod: seLinuxOptions.type",
        "podSecurityContext.seLinuxOptions.user, root, pod: seLinuxOptions",
        "podSecurityContext.appArmorProfile.type, Unconfined, pod: appArmorProfile",
        "podSecurityContext.windowsOptions.hostProcess, true, pod: hostProcess",
        "securityContext.runAsUser, 0, undercroft: runAsUser",
        "securityContext.runAsNonRoot, false, undercroft: runAsNonRoot",
        "securityContext.seccompProfile.type, Unconfined, undercroft: seccompProfile",
        "securityContext.allowPrivilegeEscalation, true, undercroft: allowPrivilegeEscalation",
        "securityContext.allowPrivilegeEscalation, null, undercroft: allowPrivilegeEscalation",
        "securityContext.privileged, true, undercroft: privileged",
        "securityContext.procMount, Unmasked, undercroft: procMount",
        "securityContext.capabilities.drop, null, undercroft: capabilities.drop",
        "securityContext.capabilities.add[0], SYS_ADMIN, undercroft: capabilities.add",
        "extraVolumes[0].hostPath.path, /etc, volume hostPath"
    })
    void whatIsLoosenedIsFound(String value, String loosened, String violation) {
        Rendering rendering = Chart.with(Chart.LEAST).set(value, loosened).render();

        assertThat(RestrictedLevel.violations(rendering.podSpecs().get("Deployment/undercroft")))
                .contains(violation);
    }

    @ParameterizedTest
    @CsvSource({
        "hostNetwork: true, hostNetwork",
        "hostPID: true, hostPID",
        "hostIPC: true, hostIPC",
        "'containers: [{name: a, ports: [{hostPort: 80}]}]', a: hostPort",
        "'containers: [{name: a, livenessProbe: {httpGet: {host: b}}}]', a: host of a probe",
        "'containers: [{name: a, lifecycle: {preStop: {tcpSocket: {host: b}}}}]', a: host of a probe",
        "'initContainers: [{name: a, securityContext: {privileged: true}}]', a: privileged"
    })
    void whatNoValueReachesIsFoundToo(String spec, String violation) {
        assertThat(RestrictedLevel.violations(Yaml.document(spec))).contains(violation);
    }
}
