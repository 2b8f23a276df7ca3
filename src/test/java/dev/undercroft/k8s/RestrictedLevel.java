package dev.undercroft.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The rules of the restricted Pod Security level, for a pod's spec
 * (https://kubernetes.io/docs/concepts/security/pod-security-standards/).
 */
final class RestrictedLevel {

    private static final Set<String> VOLUMES = Set.of(
            "configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "persistentVolumeClaim", "projected", "secret");
    private static final Set<String> SECCOMP = Set.of("RuntimeDefault", "Localhost");
    private static final Set<String> APP_ARMOR = Set.of("RuntimeDefault", "Localhost");
    private static final Set<String> SE_LINUX =
            Set.of("", "container_t", "container_init_t", "container_kvm_t", "container_engine_t");
    private static final Set<String> SYSCTLS = Set.of(
            "kernel.shm_rmid_forced",
            "net.ipv4.ip_local_port_range",
            "net.ipv4.ip_unprivileged_port_start",
            "net.ipv4.tcp_syncookies",
            "net.ipv4.ping_group_range",
            "net.ipv4.ip_local_reserved_ports",
            "net.ipv4.tcp_keepalive_time",
            "net.ipv4.tcp_fin_timeout",
            "net.ipv4.tcp_keepalive_intvl",
            "net.ipv4.tcp_keepalive_probes");

    private final JsonNode pod;
    private final List<String> violations = new ArrayList<>();

    private RestrictedLevel(JsonNode pod) {
        this.pod = pod;
    }

    /** What a pod's spec breaks; nothing when it obeys. */
    static List<String> violations(JsonNode podSpec) {
        var level = new RestrictedLevel(podSpec);
        level.checkPod();
        Stream.of("containers", "initContainers", "ephemeralContainers")
                .flatMap(kind -> Rendering.elements(podSpec.path(kind)))
                .forEach(level::checkContainer);
        return level.violations;
    }

    private void checkPod() {
        for (String namespace : List.of("hostNetwork", "hostPID", "hostIPC")) {
            refuseIf(pod.path(namespace).asBoolean(), namespace);
        }
        Rendering.elements(pod.path("volumes")).forEach(volume -> volume.fieldNames()
                .forEachRemaining(
                        field -> refuseIf(!field.equals("name") && !VOLUMES.contains(field), "volume " + field)));
        Rendering.elements(pod.at("/securityContext/sysctls"))
                .forEach(
                        sysctl -> refuseIf(!SYSCTLS.contains(sysctl.path("name").asText()), "sysctl"));
        checkContext(pod.path("securityContext"), "pod");
    }

    private void checkContainer(JsonNode container) {
        String name = container.path("name").asText();
        JsonNode context = container.path("securityContext");
        checkContext(context, name);
        refuseIf(context.path("privileged").asBoolean(), name + ": privileged");
        refuseIf(context.path("allowPrivilegeEscalation").asBoolean(true), name + ": allowPrivilegeEscalation");
        refuseIf(!context.path("procMount").asText("Default").equals("Default"), name + ": procMount");
        refuseIf(!inherited(context, "/runAsNonRoot").asBoolean(), name + ": runAsNonRoot");
        refuseIf(!SECCOMP.contains(inherited(context, "/seccompProfile/type").asText()), name + ": seccompProfile");
        refuseIf(
                Rendering.elements(context.at("/capabilities/drop"))
                        .noneMatch(capability -> capability.asText().equals("ALL")),
                name + ": capabilities.drop");
        Rendering.elements(context.at("/capabilities/add"))
                .forEach(capability ->
                        refuseIf(!capability.asText().equals("NET_BIND_SERVICE"), name + ": capabilities.add"));
        Rendering.elements(container.path("ports"))
                .forEach(port -> refuseIf(port.path("hostPort").asInt() != 0, name + ": hostPort"));
        Stream.of("httpGet", "tcpSocket")
                .flatMap(kind -> container.findValues(kind).stream())
                .forEach(handler -> refuseIf(handler.has("host"), name + ": host of a probe"));
    }

    private void checkContext(JsonNode context, String of) {
        refuseIf(context.path("runAsUser").asInt(-1) == 0, of + ": runAsUser");
        refuseIf(
                context.path("runAsNonRoot").isBoolean()
                        && !context.path("runAsNonRoot").asBoolean(),
                of + ": root");
        JsonNode seccomp = context.at("/seccompProfile/type");
        refuseIf(!seccomp.isMissingNode() && !SECCOMP.contains(seccomp.asText()), of + ": seccompProfile type");
        JsonNode appArmor = context.at("/appArmorProfile/type");
        refuseIf(!appArmor.isMissingNode() && !APP_ARMOR.contains(appArmor.asText()), of + ": appArmorProfile");
        JsonNode seLinux = context.path("seLinuxOptions");
        refuseIf(!SE_LINUX.contains(seLinux.path("type").asText()), of + ": seLinuxOptions.type");
        refuseIf(seLinux.has("user") || seLinux.has("role"), of + ": seLinuxOptions");
        refuseIf(context.at("/windowsOptions/hostProcess").asBoolean(), of + ": hostProcess");
    }

    private JsonNode inherited(JsonNode context, String pointer) {
        JsonNode own = context.at(pointer);
        return own.isMissingNode() ? pod.path("securityContext").at(pointer) : own;
    }

    private void refuseIf(boolean broken, String rule) {
        if (broken) {
            violations.add(rule);
        }
    }
}
