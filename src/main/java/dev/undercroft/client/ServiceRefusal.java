package dev.undercroft.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.undercroft.client.VaultException.Reason;
import java.util.ArrayList;
import java.util.List;

/** From an answer that is no success to an exception. Stateless and thread safe. */
final class ServiceRefusal {

    private ServiceRefusal() {}

    static VaultException of(Call call, int status, byte[] body) {
        String detail = PlainText.of(detail(body));
        String quoted = detail.isEmpty() ? "" : ": " + detail;
        return new VaultException(reason(status), call + ": " + meaning(status) + " (HTTP " + status + ")" + quoted);
    }

    private static Reason reason(int status) {
        return switch (status) {
            case 401 -> Reason.UNAUTHORIZED;
            case 403 -> Reason.FORBIDDEN;
            case 404 -> Reason.NOT_FOUND;
            case 409 -> Reason.CONFLICT;
            case 429 -> Reason.TOO_MANY_REQUESTS;
            default -> {
                if (status / 100 == 3) {
                    yield Reason.REDIRECTED;
                }
                yield status / 100 == 5 ? Reason.UNAVAILABLE : Reason.REFUSED;
            }
        };
    }

    private static String meaning(int status) {
        return switch (reason(status)) {
            case UNAUTHORIZED -> "the service does not accept the access key; check that it is whole and not revoked";
            case FORBIDDEN -> "the access key may not do this";
            case NOT_FOUND -> "there is no such thing, or the access key may not see it";
            case CONFLICT -> "it exists already, or somebody else changed it at the same time; read it again";
            case TOO_MANY_REQUESTS -> "too many requests; wait and try again";
            case REDIRECTED -> "the service points elsewhere, which is never followed; check the address";
            case UNAVAILABLE -> "the service failed; try again later";
            default -> "the service refused";
        };
    }

    private static String detail(byte[] body) {
        return Json.read(body)
                .map(tree -> tree.path("detail"))
                .map(ServiceRefusal::text)
                .orElse("");
    }

    private static String text(JsonNode detail) {
        if (detail.isTextual()) {
            return detail.textValue();
        }
        if (!detail.isArray()) {
            return detail.path("message").asText("");
        }
        List<String> problems = new ArrayList<>();
        for (JsonNode problem : detail) {
            List<String> place = new ArrayList<>();
            problem.path("loc").forEach(step -> place.add(step.asText()));
            problems.add(String.join(".", place) + ": " + problem.path("msg").asText(""));
        }
        return String.join("; ", problems);
    }
}
