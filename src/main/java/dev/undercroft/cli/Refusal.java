package dev.undercroft.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.undercroft.web.Printable;
import java.io.IOException;
import java.net.http.HttpResponse;

/** Tells what the service refused and why, in its own words. */
final class Refusal {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int LONGEST = 300;

    private Refusal() {}

    static ReadFailure of(String path, HttpResponse<byte[]> answer) {
        int status = answer.statusCode();
        boolean gone = status == 404 || status == 410;
        return ReadFailure.refused(path + ": " + status + " " + reason(answer), gone);
    }

    private static String reason(HttpResponse<byte[]> answer) {
        try (JsonParser parser = JSON.createParser(answer.body())) {
            String code = "";
            String message = "";
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.VALUE_STRING && "code".equals(parser.currentName()) && code.isEmpty()) {
                    code = parser.getText();
                } else if (token == JsonToken.VALUE_STRING
                        && "message".equals(parser.currentName())
                        && message.isEmpty()) {
                    message = parser.getText();
                }
            }
            if (!code.isEmpty()) {
                return shortened(code + ": " + message);
            }
        } catch (IOException noProblem) {
            return foreign();
        }
        return foreign();
    }

    private static String foreign() {
        return "is no answer of Undercroft; check --url";
    }

    private static String shortened(String text) {
        String line = Printable.only(text);
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST);
    }
}
