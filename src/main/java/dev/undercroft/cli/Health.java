package dev.undercroft.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Asks a running service whether it is ready, for health checks of containers that have no shell. */
@Command(
        name = "health",
        mixinStandardHelpOptions = true,
        description = "Asks the service on this machine whether it is ready: exit code 0, or 1 with the reason.")
final class Health implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofSeconds(4);

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "The service's address (default: http://localhost and the configured port).")
    String url;

    @Override
    public Integer call() {
        String service = url == null
                ? "http://localhost:"
                        + Settings.load().find("quarkus.http.port").orElse("8080")
                : url;
        try {
            var request = HttpRequest.newBuilder(URI.create(service + "/v1/health/ready"))
                    .timeout(PATIENCE)
                    .build();
            HttpResponse<String> answer = HttpClient.newBuilder()
                    .connectTimeout(PATIENCE)
                    .build()
                    .send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() == 200) {
                return 0;
            }
            System.err.println("undercroft: not ready: " + answer.body());
        } catch (IOException unreachable) {
            System.err.println("undercroft: nothing answers at " + service);
        } catch (IllegalArgumentException noUrl) {
            throw new ConfigurationException("'" + service + "' is no URL; give one like http://localhost:8080");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return 1;
    }
}
