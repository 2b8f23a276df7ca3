package dev.undercroft.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values are listed, explained and checked. */
@NeedsHelm
class ValuesTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\| `([^`]*)` \\| (.+) \\|$");

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource({
        "replicaCuont, 2",
        "image.repo, a",
        "image.digest, sha256:abc",
        "image.pullPolicy, Sometimes",
        "replicaCount, many",
        "service.port, 70000",
        "service.type, ExternalName",
        "tls.enable, true",
        "tls.enabled, perhaps",
        "tls.reloadPeriod, 1 hour",
        "tls.certManager.issuer, internal",
        "database.sslMode, prefer",
        "database.port, 0",
        "database.app.user, a",
        "database.app.existingSecret, Not_A_Name",
        "database.cloudnativepg.replicas, 3",
        "rootKey.secret, a",
        "builtInIssuer.signingKey.secret, a",
        "issuers[0].issuer, https://a",
        "networkPolicy.allow, all",
        "podDisruptionBudget.maxUnavailable, some",
        "resources.request, 1",
        "startupProbe.port, 1",
        "readinessProbe.path, v1/health",
        "settings.audit, 1",
        "metrics.prometheusRules, true",
        "extraEnv, a"
    })
    void aMisspeltOrIllTypedValueIsRefused(String value, String given) {
        String last = value.substring(value.lastIndexOf('.') + 1).replaceAll("\\[.*", "");

        assertThatThrownBy(() -> Chart.with(Chart.LEAST).set(value, given).render())
                .hasMessageContaining("don't meet the specifications of the schema")
                .hasMessageContaining(last);
    }

    @Test
    void theReadmeListsExactlyTheValuesWithTheirDefaults() {
        Map<String, String> listed = ROW.matcher(Chart.read(Chart.FOLDER.resolve("README.md")))
                .results()
                .collect(Collectors.toMap(row -> row.group(1), row -> row.group(2), (a, b) -> a, LinkedHashMap::new));

        var values = new LinkedHashMap<String, String>();
        addLeaves("", Yaml.document(Chart.read(Chart.FOLDER.resolve("values.yaml"))), values);

        assertThat(listed).hasSizeGreaterThan(100).containsExactlyEntriesOf(values);
    }

    private static void addLeaves(String path, JsonNode value, Map<String, String> leaves) {
        if (value.isObject() && !value.isEmpty()) {
            value.fields()
                    .forEachRemaining(entry ->
                            addLeaves(path + (path.isEmpty() ? "" : ".") + entry.getKey(), entry.getValue(), leaves));
        } else {
            leaves.put(path, spaced(value));
        }
    }

    private static String spaced(JsonNode value) {
        return value.isContainerNode() ? value.toString().replace("\":", "\": ").replace(",", ", ") : value.toString();
    }
}
