package dev.undercroft.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.undercroft.client.VaultException.Reason;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Reads the members of a JSON object and says which one is wrong. A member that is {@code null} is absent; unknown members
 * are ignored. Errors never quote a value. Immutable.
 *
 * @param reason of the {@link VaultException} that every method may throw
 * @param what what is read, for the message
 */
record Members(JsonNode node, Reason reason, String what) {

    Members {
        if (!node.isObject()) {
            throw new VaultException(reason, what + " is no JSON object");
        }
    }

    boolean has(String name) {
        return node.hasNonNull(name);
    }

    String text(String name) {
        JsonNode member = required(name);
        if (!member.isTextual()) {
            throw wrong(name, "is no text");
        }
        return member.textValue();
    }

    String textOrEmpty(String name) {
        return has(name) ? text(name) : "";
    }

    /** A canonical UUID: it is authenticated data in this very form. */
    UUID uuid(String name) {
        String text = text(name);
        try {
            UUID uuid = UUID.fromString(text);
            if (uuid.toString().equals(text)) {
                return uuid;
            }
        } catch (IllegalArgumentException malformed) {
            throw wrong(name, "is no UUID");
        }
        throw wrong(name, "is no UUID in lower case");
    }

    Instant instant(String name) {
        try {
            return OffsetDateTime.parse(text(name)).toInstant();
        } catch (DateTimeException malformed) {
            throw wrong(name, "is no time of ISO 8601 with an offset");
        }
    }

    long number(String name) {
        JsonNode member = required(name);
        if (!member.isIntegralNumber() || !member.canConvertToLong()) {
            throw wrong(name, "is no whole number");
        }
        return member.longValue();
    }

    int count(String name) {
        long number = number(name);
        if (number < 0 || number > Integer.MAX_VALUE) {
            throw wrong(name, "is out of range");
        }
        return (int) number;
    }

    int countOr(String name, int absent) {
        return has(name) ? count(name) : absent;
    }

    ObjectNode object(String name) {
        if (required(name) instanceof ObjectNode object) {
            return object;
        }
        throw wrong(name, "is no object");
    }

    Optional<Members> membersOf(String name) {
        return has(name) ? Optional.of(new Members(object(name), reason, what + ", " + name)) : Optional.empty();
    }

    /** The objects of an array; none when it is absent. */
    List<Members> list(String name) {
        return has(name) ? list(node.get(name), reason, what + ", " + name) : List.of();
    }

    static List<Members> list(JsonNode array, Reason reason, String what) {
        if (!array.isArray()) {
            throw new VaultException(reason, what + " is no JSON array");
        }
        List<Members> members = new ArrayList<>(array.size());
        array.forEach(item -> members.add(new Members(item, reason, what)));
        return members;
    }

    /** The texts of an array; none when it is absent. */
    List<String> texts(String name) {
        if (!has(name)) {
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode item : node.get(name)) {
            if (!item.isTextual()) {
                throw wrong(name, "holds something that is no text");
            }
            texts.add(item.textValue());
        }
        return texts;
    }

    VaultException wrong(String name, String how) {
        return new VaultException(reason, what + ": the member " + name + " " + how);
    }

    private JsonNode required(String name) {
        if (!has(name)) {
            throw wrong(name, "is missing");
        }
        return node.get(name);
    }

    @Override
    public String toString() {
        return "Members of " + what;
    }
}
