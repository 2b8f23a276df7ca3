package dev.undercroft.cli;

import io.quarkus.runtime.ImageMode;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import java.nio.file.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The service once it has started; in a first run it says what to do next. */
public class Running implements QuarkusApplication {

    @ConfigProperty(name = "quarkus.http.port")
    int port;

    @ConfigProperty(name = Serve.FIRST_RUN, defaultValue = "false")
    boolean firstRun;

    @ConfigProperty(name = "undercroft.data-dir")
    String dataDirectory;

    @Override
    public int run(String... args) {
        if (firstRun) {
            System.out.println(guide());
        }
        Quarkus.waitForExit();
        return 0;
    }

    private String guide() {
        return """

                Undercroft is ready at http://localhost:%1$d
                  API document  http://localhost:%1$d/q/openapi
                  Health        http://localhost:%1$d/v1/health/ready
                  Data          %2$s

                Make a token, store a secret and read it, in another terminal:

                  TOKEN=$(%3$s token --tenant tnt_demo --role tenant_admin --scope "secrets:read secrets:write")
                  curl -X PUT http://localhost:%1$d/v1/secrets/app/db/password -H "Authorization: Bearer $TOKEN" \\
                    -H "Content-Type: application/json" -d '{"data": {"password": "s3cret"}}'
                  curl http://localhost:%1$d/v1/secrets/app/db/password -H "Authorization: Bearer $TOKEN"

                Ctrl+C stops the service and its database.
                """.formatted(port, Path.of(dataDirectory).toAbsolutePath(), program());
    }

    /** How this program was called: as a jar, or as a native executable. */
    private static String program() {
        if (ImageMode.current() == ImageMode.NATIVE_RUN) {
            return ProcessHandle.current().info().command().orElse("undercroft");
        }
        String command = System.getProperty("sun.java.command", "").split(" ")[0];
        return "java -jar " + (command.endsWith(".jar") ? command : "target/quarkus-app/quarkus-run.jar");
    }
}
