package dev.undercroft.cli;

import dev.undercroft.secrets.SecretPath;
import dev.undercroft.web.PrivateAuthority;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** Reads secrets from a running service. For one thread. */
final class SecretsClient {

    /**
     * What each request has in common.
     *
     * @param tenant the tenant to act in, or {@code ""} for the token's own
     * @param field the one field to read, or {@code ""} for the whole secret
     * @param authorities a PEM file; without one the system's authorities count
     * @param timeout how long a request may take in all
     */
    record Settings(
            ServiceAddress service,
            TokenSource token,
            String tenant,
            String field,
            Optional<Path> authorities,
            Duration timeout) {}

    private final Settings settings;
    private Optional<HttpClient> http = Optional.empty();

    SecretsClient(Settings settings) {
        this.settings = settings;
    }

    /**
     * Reads a secret.
     *
     * @param known the entity tag of what is known, or {@code ""}
     * @return nothing when what is known is the newest
     * @throws ReadFailure when it can't be read
     */
    Optional<Snapshot> read(SecretPath path, String known) {
        HttpResponse<byte[]> answer = send(request(path, known), path.value());
        if (answer.statusCode() == 304 && !known.isEmpty()) {
            return Optional.empty();
        }
        if (answer.statusCode() != 200) {
            throw Refusal.of(path.value(), answer);
        }
        String entityTag = answer.headers().firstValue("ETag").orElse("");
        return Optional.of(Snapshot.of(path.value(), entityTag, answer.body()));
    }

    private HttpRequest request(SecretPath path, String known) {
        boolean whole = settings.field().isEmpty();
        var request = HttpRequest.newBuilder(settings.service().secret(path.value(), settings.field()))
                .header("Authorization", "Bearer " + settings.token().read())
                .header("Accept", whole ? "application/json" : "text/plain");
        if (!settings.tenant().isEmpty()) {
            request.header("X-Tenant-ID", settings.tenant());
        }
        if (!known.isEmpty()) {
            request.header("If-None-Match", known);
        }
        return request.build();
    }

    private HttpResponse<byte[]> send(HttpRequest request, String path) {
        CompletableFuture<HttpResponse<byte[]>> answer =
                connected().sendAsync(request, HttpResponse.BodyHandlers.ofByteArray());
        try {
            return answer.get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            throw unanswered(path, failed.getCause());
        } catch (TimeoutException late) {
            answer.cancel(true);
            throw ReadFailure.noAnswer(
                    path + ": " + settings.service() + " did not answer within "
                            + settings.timeout().toSeconds() + " s; try again or raise --timeout",
                    late);
        } catch (InterruptedException interrupted) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw ReadFailure.noAnswer(path + ": interrupted", interrupted);
        }
    }

    private ReadFailure unanswered(String path, Throwable cause) {
        if (cause instanceof SSLException) {
            // The authority may have been replaced since the file was read.
            http = Optional.empty();
            return ReadFailure.noAnswer(
                    path + ": the certificate of " + settings.service() + " is not trusted; name the file of its"
                            + " authority by --ca-file, and a host name that the certificate has by --url",
                    cause);
        }
        return ReadFailure.noAnswer(
                path + ": " + settings.service() + " does not answer; check --url and whether the service runs", cause);
    }

    private HttpClient connected() {
        if (http.isEmpty()) {
            HttpClient.Builder builder = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    // A token is for this service and not for wherever it points to.
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(settings.timeout());
            settings.authorities().ifPresent(file -> builder.sslContext(trusting(file)));
            http = Optional.of(builder.build());
        }
        return http.get();
    }

    private static javax.net.ssl.SSLContext trusting(Path file) {
        try {
            return PrivateAuthority.of(file);
        } catch (IOException unreadable) {
            throw ReadFailure.noAnswer("--ca-file: can't be used: " + unreadable.getMessage(), unreadable);
        }
    }
}
