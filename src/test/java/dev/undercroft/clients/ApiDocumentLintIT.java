package dev.undercroft.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The API document that the build wrote passes {@code .spectral.yaml}, whatever doors it has. */
class ApiDocumentLintIT {

    @Test
    void theApiDocumentHasNoFindings() throws Exception {
        Workplace.assumeInstalled("node", "npm");
        Workplace lint = Workplace.copyOf(Path.of("src", "test", "lint"), "lint");

        lint.fetch("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline", "--fetch-retries=1");

        lint.succeed(
                "node",
                "--max-old-space-size=512",
                "node_modules/.bin/spectral",
                "lint",
                "--fail-severity=warn",
                "--ruleset=../../../.spectral.yaml",
                "../../openapi/openapi.json");
    }

    @Test
    void everySecurityRequirementNamesADeclaredScheme() throws IOException {
        JsonNode document = new ObjectMapper()
                .readTree(Path.of("target", "openapi", "openapi.json").toFile());
        List<String> declared = names(document.at("/components/securitySchemes"));

        List<String> named = document.findValues("security").stream()
                .flatMap(requirements -> stream(requirements).map(ApiDocumentLintIT::names))
                .flatMap(List::stream)
                .distinct()
                .toList();

        assertThat(named).isNotEmpty();
        assertThat(declared).containsAll(named);
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
