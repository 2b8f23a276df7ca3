package dev.undercroft.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.undercroft.client.PlainText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine.Option;

/** Writes results to standard output, for people or for programs. For one thread. */
final class VaultOutput {

    /** How results are written. */
    enum Format {
        PLAIN,
        JSON
    }

    // What is no ASCII is escaped: a terminal may take some of it for a command.
    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                    .build())
            .build();

    @Option(names = "--format", paramLabel = "FORMAT", defaultValue = "plain", description = "plain (default) or json.")
    Format format;

    /** One thing: its JSON, or lines for people. */
    void write(JsonNode json, List<String> lines) throws IOException {
        if (format == Format.JSON) {
            raw(text(json) + "\n");
        } else {
            raw(lines.isEmpty() ? "" : String.join("\n", lines) + "\n");
        }
    }

    /** A text to the byte, whatever character set the terminal has. */
    static void raw(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        System.out.write(bytes, 0, bytes.length);
        System.out.flush();
        if (System.out.checkError()) {
            throw new IOException("standard output can't be written");
        }
    }

    /** A text of the service as a terminal may show it. */
    static String shown(String text) {
        return PlainText.whole(text);
    }

    private static String text(JsonNode json) {
        try {
            return JSON.writeValueAsString(json);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a tree can't be written", impossible);
        }
    }
}
