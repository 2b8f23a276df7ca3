package dev.undercroft.cli;

import dev.undercroft.clock.Durations;
import dev.undercroft.secrets.SecretPath;
import dev.undercroft.web.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reads secrets from a running service and writes them. */
@Command(
        name = "get",
        mixinStandardHelpOptions = true,
        description = {
            "Reads secrets from a running service and writes them to standard output or files.",
            "The token is in the file of --token-file, or in the variable UNDERCROFT_TOKEN; it is never an argument."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  undercroft get app/db --field password",
            "  undercroft get app/db app/mail --format env --output /run/secrets/env",
            "  undercroft get app/db --format files --output-dir /run/secrets --watch --interval 1m"
        })
final class Get implements Callable<Integer> {

    /** How values are written. */
    enum Format {
        JSON,
        ENV,
        FILES
    }

    @Spec
    CommandSpec spec;

    @Parameters(paramLabel = "PATH", arity = "1..*", description = "The paths of secrets, like app/db.")
    List<String> paths;

    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "${env:UNDERCROFT_URL:-http://localhost:8080}",
            description = "Where the service is (UNDERCROFT_URL, http://localhost:8080).")
    String url;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            defaultValue = "${env:UNDERCROFT_TOKEN_FILE}",
            description = "A file with the token (UNDERCROFT_TOKEN_FILE), read anew for each request.")
    Path tokenFile;

    @Option(
            names = "--tenant",
            paramLabel = "ID",
            defaultValue = "",
            description = "The tenant to read from, for partner admins.")
    String tenant;

    @Option(
            names = "--field",
            paramLabel = "NAME",
            defaultValue = "",
            description = "One field of one secret, exactly as it is.")
    String field;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "json (default), env (NAME=value lines for shells) or files (a file per field).")
    Format format;

    @Option(names = "--output", paramLabel = "FILE", description = "A file, instead of standard output.")
    Path output;

    @Option(
            names = "--output-dir",
            paramLabel = "DIR",
            description = "For --format files: the directory in which each secret gets one of its own.")
    Path outputDirectory;

    @Option(
            names = "--mode",
            paramLabel = "OCTAL",
            defaultValue = "0400",
            description = "Who may read the files (default: ${DEFAULT-VALUE}).")
    String mode;

    @Option(names = "--watch", description = "Goes on until it is ended, and writes when a secret has changed.")
    boolean watch;

    @Option(
            names = "--interval",
            paramLabel = "DURATION",
            defaultValue = "30s",
            description = "How often --watch looks (default: ${DEFAULT-VALUE}).")
    String interval;

    @Option(
            names = "--ca-file",
            paramLabel = "FILE",
            defaultValue = "${env:UNDERCROFT_CA_FILE}",
            description = "The authorities of the service's certificate (UNDERCROFT_CA_FILE; PEM), not the system's.")
    Path authorities;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            defaultValue = "15s",
            description = "How long a request may take (default: ${DEFAULT-VALUE}).")
    String timeout;

    @Override
    public Integer call() throws IOException {
        refuseContradictions();
        Duration between = parsed("--interval", Durations::parse, interval);
        List<SecretPath> secrets = paths.stream().map(this::pathOf).distinct().toList();
        var values = new LastValues(client(), secrets);
        Destination destination = destination();
        if (watch) {
            new Watch(
                            values,
                            destination,
                            new Pauses(between),
                            spec.commandLine().getErr(),
                            pause -> TimeUnit.NANOSECONDS.sleep(pause.toNanos()))
                    .run();
            return 0;
        }
        secrets.forEach(values::refresh);
        try {
            destination.write(values.known());
        } catch (IOException unwritable) {
            throw new IOException("can't be written: " + unwritable.getMessage(), unwritable);
        }
        return 0;
    }

    private void refuseContradictions() {
        boolean files = format == Format.FILES;
        if (!field.isEmpty() && (format != null || paths.size() != 1)) {
            throw wrong("--field is one field of one PATH as it is; leave out --format and name one PATH");
        }
        if (files != (outputDirectory != null) || files && output != null) {
            throw wrong("--format files needs --output-dir and no --output; other formats take no --output-dir");
        }
        if (watch && output == null && !files) {
            throw wrong("--watch needs --output, or --format files with --output-dir");
        }
        if (!tenant.matches("[A-Za-z0-9_-]*")) {
            throw wrong("--tenant takes the id of a tenant, like tnt_demo");
        }
        if (tokenFile == null && tokenOfEnvironment().isEmpty()) {
            throw wrong("there is no token; name its file by --token-file or set UNDERCROFT_TOKEN");
        }
    }

    private SecretsClient client() {
        ServiceAddress service = parsed("--url", ServiceAddress::of, url);
        if (service.isPlain() && authorities != null) {
            throw wrong(
                    "--ca-file (UNDERCROFT_CA_FILE) is for https; over http the token and the values go in the clear");
        }
        return new SecretsClient(new SecretsClient.Settings(
                service,
                new TokenSource(Optional.ofNullable(tokenFile), tokenOfEnvironment()),
                tenant,
                field,
                Optional.ofNullable(authorities),
                parsed("--timeout", Durations::parse, timeout)));
    }

    private Destination destination() {
        FileMode fileMode = parsed("--mode", FileMode::of, mode);
        if (format == Format.FILES) {
            return new FieldFiles(outputDirectory, fileMode);
        }
        OneText.Rendering rendering =
                !field.isEmpty() ? OneText::raw : format == Format.ENV ? EnvText::of : OneText::json;
        return new OneText(rendering, Optional.ofNullable(output), fileMode);
    }

    private static String tokenOfEnvironment() {
        String token = System.getenv(TokenSource.VARIABLE);
        return token == null ? "" : token;
    }

    private SecretPath pathOf(String path) {
        try {
            return SecretPath.parse(path);
        } catch (Problem invalid) {
            throw wrong("PATH: " + invalid.getMessage().toLowerCase(Locale.ROOT));
        }
    }

    private <T> T parsed(String option, Function<String, T> parser, String text) {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException invalid) {
            throw wrong(option + ": " + invalid.getMessage());
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
