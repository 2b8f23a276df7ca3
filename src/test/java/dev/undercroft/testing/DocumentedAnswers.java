package dev.undercroft.testing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.net.URI;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Fails a test whose operation answers with JSON that its place in the API document does not allow. */
final class DocumentedAnswers implements Filter {

    private static JsonNode document;

    @Override
    public Response filter(
            FilterableRequestSpecification request, FilterableResponseSpecification expected, FilterContext context) {
        Response answer = context.next(request, expected);
        if (answer.contentType().startsWith("application/json")) {
            operation(request).ifPresent(operation -> check(request, operation, answer));
        }
        return answer;
    }

    private static void check(FilterableRequestSpecification request, JsonNode operation, Response answer) {
        JsonNode schema = operation
                .at("/responses/" + answer.statusCode())
                .path("content")
                .path("application/json")
                .path("schema");
        assertThat(schema.isMissingNode())
                .as(request.getMethod() + " " + request.getURI() + " answers with an undeclared " + answer.statusCode()
                        + ": " + answer.asString())
                .isFalse();
        assertThat(JsonSchema.findings(document, schema, Json.of(answer.asString())))
                .as(request.getMethod() + " " + request.getURI() + " answers " + answer.asString())
                .isEmpty();
    }

    /** The operation of the most literal path that fits; none for paths that no door has. */
    private static Optional<JsonNode> operation(FilterableRequestSpecification request) {
        String path = URI.create(request.getURI()).getRawPath();
        return paths().properties().stream()
                .filter(template -> template.getValue().has(method(request)))
                .filter(template -> pattern(template.getKey()).matcher(path).matches())
                .max(Comparator.comparingInt(
                        template -> template.getKey().replaceAll("\\{\\w+}", "").length()))
                .map(Map.Entry::getValue)
                .map(item -> item.get(method(request)));
    }

    private static String method(FilterableRequestSpecification request) {
        return request.getMethod().toLowerCase(Locale.ROOT);
    }

    private static Pattern pattern(String template) {
        return Pattern.compile(template.replace("{path}", ".+").replaceAll("\\{\\w+}", "[^/]+"));
    }

    private static synchronized JsonNode paths() {
        if (document == null) {
            document = Json.of(given().noFiltersOfType(DocumentedAnswers.class)
                    .accept("application/json")
                    .get("/q/openapi")
                    .asString());
        }
        return document.get("paths");
    }
}
