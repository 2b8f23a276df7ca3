package dev.undercroft.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.undercroft.client.VaultException.Reason;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/** Asks the service. Thread safe. */
final class ServiceConnection {

    private static final Pattern VISIBLE_ASCII = Pattern.compile("[\\x21-\\x7e]+");

    private final ServiceAddress address;
    private final Supplier<String> accessKey;
    private final HttpClient http;
    private final Duration timeout;

    /**
     * Takes what requests have in common.
     *
     * @param accessKey asked before each request
     * @param http follows no redirects
     * @param timeout how long a request may take in all
     */
    ServiceConnection(ServiceAddress address, Supplier<String> accessKey, HttpClient http, Duration timeout) {
        this.address = address;
        this.accessKey = accessKey;
        this.http = http;
        this.timeout = timeout;
    }

    ServiceAddress address() {
        return address;
    }

    /** Asks, and gives the JSON of the answer. */
    JsonNode answer(Call call) {
        return read(call, accepted(call));
    }

    /** As {@link #answer}; nothing when the answer is 404. */
    Optional<JsonNode> answerIfFound(Call call) {
        HttpResponse<byte[]> answer = send(call);
        return answer.statusCode() == 404 ? Optional.empty() : Optional.of(read(call, requireAccepted(call, answer)));
    }

    /** Asks for something that answers nothing. */
    void run(Call call) {
        accepted(call);
    }

    /** Whether it was done; not when the answer is 404. */
    boolean runIfFound(Call call) {
        HttpResponse<byte[]> answer = send(call);
        if (answer.statusCode() == 404) {
            return false;
        }
        requireAccepted(call, answer);
        return true;
    }

    private HttpResponse<byte[]> accepted(Call call) {
        return requireAccepted(call, send(call));
    }

    private static HttpResponse<byte[]> requireAccepted(Call call, HttpResponse<byte[]> answer) {
        if (answer.statusCode() / 100 != 2) {
            throw ServiceRefusal.of(call, answer.statusCode(), answer.body());
        }
        return answer;
    }

    private JsonNode read(Call call, HttpResponse<byte[]> answer) {
        return Json.read(answer.body())
                .orElseThrow(() -> new VaultException(
                        Reason.BAD_ANSWER,
                        call + ": " + address + " did not answer with JSON; check that this is the service's address"));
    }

    private HttpResponse<byte[]> send(Call call) {
        CompletableFuture<HttpResponse<byte[]>> answer = http.sendAsync(request(call), BoundedBody.handler());
        try {
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            throw unanswered(call, failed.getCause());
        } catch (TimeoutException late) {
            answer.cancel(true);
            throw late(call);
        } catch (InterruptedException interrupted) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new VaultException(Reason.INTERRUPTED, call + ": interrupted" + perhapsDone(call), interrupted);
        }
    }

    private HttpRequest request(Call call) {
        String key = accessKey.get();
        // Checked here, since the HTTP client's own refusal quotes the value.
        if (key == null || !VISIBLE_ASCII.matcher(key).matches()) {
            throw new VaultException(
                    Reason.INVALID_INPUT, "the access key is empty or holds a character that it can't have");
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(call.uri())
                .header("X-API-Key", key)
                .header("Accept", "application/json")
                .method(
                        call.method(),
                        call.body()
                                .map(body -> HttpRequest.BodyPublishers.ofByteArray(Json.write(body)))
                                .orElseGet(HttpRequest.BodyPublishers::noBody));
        if (call.body().isPresent()) {
            request.header("Content-Type", "application/json");
        }
        return request.build();
    }

    private VaultException unanswered(Call call, Throwable cause) {
        if (cause instanceof BoundedBody.TooLargeException) {
            return new VaultException(
                    Reason.TOO_LARGE,
                    call + ": the answer of " + address + " has more than " + BoundedBody.LIMIT / (1024 * 1024)
                            + " MiB and was not read to its end");
        }
        if (cause instanceof HttpTimeoutException) {
            return late(call);
        }
        if (cause instanceof SSLException) {
            return unencrypted(call, cause);
        }
        // The cause may quote the service, so only its kind is shown.
        return new VaultException(
                Reason.UNREACHABLE,
                call + ": " + address + " does not answer (" + cause.getClass().getSimpleName() + ")"
                        + perhapsDone(call) + "; check the address and whether the service runs");
    }

    private VaultException late(Call call) {
        return new VaultException(
                Reason.TIMEOUT,
                call + ": " + address + " did not answer within " + timeout.toMillis() / 1000.0 + " s"
                        + perhapsDone(call) + "; try again or allow more time");
    }

    private VaultException unencrypted(Call call, Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException) {
                return new VaultException(
                        Reason.CERTIFICATE,
                        call + ": the certificate of " + address + " is not trusted; give the authority that signed it,"
                                + " and a host name that it has",
                        failure);
            }
        }
        return new VaultException(
                Reason.UNREACHABLE,
                call + ": no encrypted connection to " + address + "; check that it speaks https there",
                failure);
    }

    private static String perhapsDone(Call call) {
        return call.changes() ? " (it may have been done all the same)" : "";
    }
}
