package dev.undercroft.stores;

import com.fasterxml.jackson.databind.JsonNode;
import dev.undercroft.web.UnicodeText;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Reads the fields of stores and secrets out of a body and refuses what they must not be (stores specification, sections 5
 * and 6). Messages never repeat a value. Thread safe.
 */
@ApplicationScoped
class Fields {

    private static final int MOST_IDS = 1000;
    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_COMMENT = 4096;
    private static final int MOST_VALUE_BYTES = 65_536;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+");

    @Inject
    StoresConfig config;

    /** The name of a {@code store} or a {@code secret}. */
    String name(String kind, JsonNode object, String at) {
        JsonNode name = object.path("name");
        String pointer = at + "/name";
        if (name.isMissingNode()
                || name.isNull()
                || name.isTextual() && name.textValue().isEmpty()) {
            throw StoresProblems.invalid(kind + "_name_empty", "give it a name", pointer);
        }
        if (!name.isTextual() || !NAME.matcher(name.textValue()).matches()) {
            throw StoresProblems.invalid(kind + "_name_invalid", "use letters, digits, - and _", pointer);
        }
        if (name.textValue().length() > LONGEST_NAME) {
            throw StoresProblems.invalid(kind + "_name_too_long", "use at most 255 characters", pointer);
        }
        return name.textValue();
    }

    /** The value of a secret. */
    String value(JsonNode object, String at) {
        JsonNode value = object.path("value");
        String pointer = at + "/value";
        if (value.isMissingNode()
                || value.isNull()
                || value.isTextual() && value.textValue().isEmpty()) {
            throw StoresProblems.invalid("secret_value_empty", "give it a value of at least one character", pointer);
        }
        if (!value.isTextual() || !UnicodeText.Check.holds(value.textValue())) {
            throw StoresProblems.invalid("secret_value_invalid", "send a string; it " + UnicodeText.RULE, pointer);
        }
        if (value.textValue().getBytes(StandardCharsets.UTF_8).length > MOST_VALUE_BYTES) {
            throw StoresProblems.invalid("secret_value_too_long", "use at most 65536 bytes of UTF-8", pointer);
        }
        return value.textValue();
    }

    /** The services of a secret, each once, in alphabetical order. */
    String[] scopes(JsonNode object, String at) {
        JsonNode scopes = object.path("scopes");
        String pointer = at + "/scopes";
        if (!scopes.isArray() || scopes.isEmpty()) {
            throw StoresProblems.invalid("secret_scopes_empty", "name at least one service, in an array", pointer);
        }
        Set<String> services = new TreeSet<>();
        for (JsonNode service : scopes) {
            if (!service.isTextual() || !config.services().contains(service.textValue())) {
                throw StoresProblems.invalid(
                        "secret_scope_invalid", "use some of " + String.join(", ", config.services()), pointer);
            }
            services.add(service.textValue());
        }
        return services.toArray(String[]::new);
    }

    /** The comment of a secret; {@code ""} where there is none. */
    String comment(JsonNode object, String at) {
        JsonNode comment = object.path("comment");
        String pointer = at + "/comment";
        if (comment.isMissingNode() || comment.isNull()) {
            return "";
        }
        if (!comment.isTextual() || !UnicodeText.Check.holds(comment.textValue())) {
            throw StoresProblems.invalid("secret_comment_invalid", "send a string; it " + UnicodeText.RULE, pointer);
        }
        if (comment.textValue().codePointCount(0, comment.textValue().length()) > LONGEST_COMMENT) {
            throw StoresProblems.invalid("secret_comment_too_long", "use at most 4096 characters", pointer);
        }
        return comment.textValue();
    }

    /** The ids of a bulk deletion, each once. */
    List<String> ids(JsonNode object) {
        JsonNode ids = object.path("ids");
        if (!ids.isArray() || ids.isEmpty()) {
            throw StoresProblems.invalidJsonBody();
        }
        Set<String> all = new java.util.LinkedHashSet<>();
        for (JsonNode id : ids) {
            if (!id.isTextual()) {
                throw StoresProblems.invalidJsonBody();
            }
            all.add(id.textValue());
        }
        if (all.size() > MOST_IDS) {
            throw StoresProblems.invalid("too_many_items", "send at most 1000 ids at once", "/ids");
        }
        return List.copyOf(all);
    }
}
