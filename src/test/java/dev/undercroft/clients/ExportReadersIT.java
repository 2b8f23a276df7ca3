package dev.undercroft.clients;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.undercroft.packaged.DataDirectory;
import dev.undercroft.packaged.ServiceProcess;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Exports of hostile values and names, read back by the programs that people read such files with. */
class ExportReadersIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int VALUES = 300;
    private static final String CHARACTERS = "ab \t\n\r'\"`\\$#!(){}<>|&;*?~=:%\u00e4\u65e5\u2028\u0085\ud83d\udd11";
    private static final List<String> CRAFTED = List.of(
            "plain-value_1",
            "it's",
            "it's \"both\"",
            "$HOME ${PATH} $(id) `id`",
            "trailing\\",
            "it's trailing\\",
            "'\nEVIL=1\n\"",
            "a\nEVIL=1\\",
            "it's\nEVIL=1\\",
            "-----BEGIN KEY-----\nabc+/=\n-----END KEY-----\n",
            "{\"a\": [1, \"b\\n\"]}",
            "# no comment",
            "  spaces around  ",
            "\u65e5\u672c\u8a9e \ud83d\udd11");

    private static ServiceProcess service;
    private static String token;

    @BeforeAll
    static void startService() throws Exception {
        Path data = DataDirectory.make();
        service = ServiceProcess.start(data, Map.of());
        token = ServiceProcess.token(
                data, "--tenant", "tnt_demo", "--scope", "categories:write entries:write export:read");
    }

    @AfterAll
    static void stopService() {
        if (service != null) {
            service.close();
        }
    }

    private static RequestSpecification asPerson() {
        return given().baseUri(service.address()).auth().oauth2(token).contentType(ContentType.JSON);
    }

    /** Puts the values into groups of a hundred; gives the export. */
    private static String export(Map<String, String> values, String hostileName) {
        List<String> names = List.copyOf(values.keySet());
        for (int from = 0; from < names.size(); from += 100) {
            List<String> fields = names.subList(from, Math.min(names.size(), from + 100));
            ObjectNode category =
                    JSON.createObjectNode().put("name", hostileName).put("keyType", "group");
            fields.forEach(category.putArray("fieldDefinitions")::add);
            ObjectNode entry = JSON.createObjectNode().put("name", hostileName);
            entry.put("categoryId", made("/api/categories", category));
            ObjectNode value = entry.putObject("value");
            fields.forEach(field -> value.put(field, values.get(field)));
            made("/api/entries", entry);
        }
        return asPerson().get("/api/export").then().statusCode(200).extract().asString();
    }

    private static String made(String path, ObjectNode body) {
        return asPerson()
                .body(body.toString())
                .post(path)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static Map<String, String> hostileValues(Random random) {
        Map<String, String> values = new LinkedHashMap<>();
        CRAFTED.forEach(value -> values.put("V" + values.size(), value));
        int[] characters = CHARACTERS.codePoints().toArray();
        while (values.size() < VALUES) {
            String value = random.ints(random.nextInt(16), 0, characters.length)
                    .mapToObj(i -> Character.toString(characters[i]))
                    .collect(Collectors.joining());
            values.put("V" + values.size(), value);
        }
        return values;
    }

    @Test
    void aShellReadsEveryValueBackAndDotenvAllButWhatTheDocumentationNames() throws Exception {
        long seed = new Random().nextLong();
        Map<String, String> values = hostileValues(new Random(seed));
        String export = export(values, "name\nEVIL=1\r\nEVIL=2\u2028EVIL=3");
        Workplace work = Workplace.copyOf(Path.of("src", "test", "clients", "dotenv"), "dotenv-flow");
        Path file = work.directory().resolve("export.env").toAbsolutePath();
        Files.writeString(file, export);

        assertThat(readByShell(work, file, values)).as("seed " + seed).isEqualTo(values);

        Workplace.assumeInstalled("node", "npm");
        work.fetch("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline", "--fetch-retries=1");
        Map<String, String> read = readByDotenv(work, file);
        // No value has made, taken away or renamed a variable.
        assertThat(read.keySet()).as("seed " + seed).isEqualTo(new TreeMap<>(values).keySet());
        values.forEach((name, value) -> {
            if (dotenvReads(value)) {
                assertThat(read.get(name)).as(name + ", seed " + seed).isEqualTo(value);
            }
        });
        assertThat(values.values().stream().filter(ExportReadersIT::dotenvReads).count())
                .isGreaterThan(VALUES / 4);
    }

    /** As docs/entries.md says it. */
    private static boolean dotenvReads(String value) {
        if (value.indexOf('\r') >= 0 || value.endsWith("\\")) {
            return false;
        }
        return value.indexOf('\'') < 0 || value.chars().noneMatch(c -> "\"\\$`".indexOf(c) >= 0);
    }

    private static Map<String, String> readByShell(Workplace work, Path file, Map<String, String> values)
            throws Exception {
        var script = new StringBuilder(". '" + file + "'\nprintf '%s\\000' \"${EVIL-none}\"");
        values.keySet().forEach(name -> script.append(" \"$").append(name).append('"'));
        String[] printed = work.succeed("sh", "-c", script.toString()).split("\0", -1);
        assertThat(printed[0]).as("EVIL").isEqualTo("none");
        Map<String, String> read = new LinkedHashMap<>();
        values.keySet().forEach(name -> read.put(name, printed[read.size() + 1]));
        return read;
    }

    private static Map<String, String> readByDotenv(Workplace work, Path file) throws Exception {
        Map<String, String> read = new TreeMap<>();
        JSON.readTree(work.succeed("node", "read.mjs", file.toString()))
                .properties()
                .forEach(field -> read.put(field.getKey(), field.getValue().textValue()));
        return read;
    }
}
