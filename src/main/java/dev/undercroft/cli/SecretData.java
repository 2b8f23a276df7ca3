package dev.undercroft.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The value inside an answer of the service, character by character as it was answered: no number is read and written
 * again.
 */
final class SecretData {

    private static final JsonFactory JSON = new JsonFactory();

    private final String json;
    private final Map<String, String> fields;

    private SecretData(String json, Map<String, String> fields) {
        this.json = json;
        this.fields = fields;
    }

    /** The value as a JSON object. */
    String json() {
        return json;
    }

    /** The value's fields in their order: texts as they are, anything else as JSON. */
    Map<String, String> fields() {
        return fields;
    }

    /** The value in a secret; throws {@link ReadFailure} when the answer holds none. */
    static SecretData of(Snapshot secret) {
        byte[] body = secret.content();
        try (JsonParser parser = JSON.createParser(body)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean isData = parser.currentName().equals("data");
                parser.nextToken();
                if (isData && parser.currentToken() == JsonToken.START_OBJECT) {
                    return read(parser, body);
                }
                parser.skipChildren();
            }
        } catch (IOException malformed) {
            // Its message quotes what it could not read.
            throw noSecret(secret);
        }
        throw noSecret(secret);
    }

    private static SecretData read(JsonParser parser, byte[] body) throws IOException {
        int start = start(parser);
        var fields = new LinkedHashMap<String, String>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            fields.put(name, text(parser, parser.nextToken(), body));
        }
        return new SecretData(slice(body, start, parser), fields);
    }

    private static String text(JsonParser parser, JsonToken token, byte[] body) throws IOException {
        if (token != JsonToken.START_OBJECT && token != JsonToken.START_ARRAY) {
            return parser.getText();
        }
        int start = start(parser);
        parser.skipChildren();
        return slice(body, start, parser);
    }

    private static int start(JsonParser parser) {
        return (int) parser.currentTokenLocation().getByteOffset();
    }

    private static String slice(byte[] body, int start, JsonParser atEnd) {
        int end = (int) atEnd.currentLocation().getByteOffset();
        return new String(body, start, end - start, StandardCharsets.UTF_8);
    }

    private static ReadFailure noSecret(Snapshot secret) {
        return ReadFailure.refused(secret.path() + ": the answer is no secret; check --url", false);
    }
}
