package dev.undercroft.k8s;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The chart, rendered by the helm that runs inside this process. */
final class Chart {

    static final Path FOLDER = Path.of("k8s/charts/undercroft");
    static final Path LEAST = valuesOf("external-database");
    private static final String NAME = "undercroft";
    private static final String OLDEST_KUBERNETES = "1.30.0";

    private final Path folder;
    private final List<Path> values = new ArrayList<>();
    private final List<String> settings = new ArrayList<>();

    private Chart(Path folder, Path... values) {
        this.folder = folder;
        this.values.addAll(List.of(values));
    }

    /** The chart with these files of values on top of its own. */
    static Chart with(Path... values) {
        return new Chart(FOLDER, values);
    }

    /** The same, but what would be a hook is rendered too, as an ordinary object; helm's library leaves hooks out. */
    static Chart withHooks(Path scratch, Path... values) {
        Path copy = copy(FOLDER, scratch.resolve("with-hooks"));
        files(copy.resolve("templates"))
                .forEach(template -> write(template, read(template).replace("helm.sh/hook", "helm.sh/was-hook")));
        return new Chart(copy, values);
    }

    /** What is said after an install; helm's library leaves that out too. */
    static String notes(Path scratch, Path... values) {
        Path copy = copy(FOLDER, scratch.resolve("with-notes"));
        write(
                copy.resolve("templates/notes.yaml"),
                "{{- define \"notes\" }}" + read(copy.resolve("templates/NOTES.txt")) + "{{ end }}\n"
                        + "kind: Notes\ntext: {{ include \"notes\" . | quote }}\n");
        return new Chart(copy, values).render().the("Notes").path("text").asText();
    }

    /** A recorded set of values, as chart-testing expects them. */
    static Path valuesOf(String name) {
        return FOLDER.resolve("ci").resolve(name + "-values.yaml");
    }

    /** Every recorded set of values. */
    static Stream<Path> recordedValues() {
        return files(FOLDER.resolve("ci"));
    }

    /** Sets a value, as helm's {@code --set} does. */
    Chart set(String key, Object value) {
        settings.add(key + "=" + value);
        return this;
    }

    /** The objects; throws {@link IllegalStateException} with helm's message when it refuses. */
    Rendering render() {
        TemplateCommand command =
                new Helm(folder).template().withName(NAME).withNamespace(NAME).withKubeVersion(OLDEST_KUBERNETES);
        values.forEach(command::withValuesFile);
        settings.forEach(setting -> {
            String[] parts = setting.split("=", 2);
            command.set(parts[0], parts[1]);
        });
        return new Rendering(command.call());
    }

    /** What strict lint says of the chart with these values as its defaults. */
    static LintResult lint(Path scratch, Path values) {
        Path copy = copy(FOLDER, scratch.resolve("chart"));
        write(copy.resolve("values.yaml"), Yaml.merge(read(FOLDER.resolve("values.yaml")), read(values)));
        return new Helm(copy).lint().strict().call();
    }

    private static Path copy(Path from, Path to) {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path source : all.toList()) {
                Path target = to.resolve(from.relativize(source).toString());
                if (Files.isDirectory(source)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(source, target);
                }
            }
            return to;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Stream<Path> files(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).sorted().toList().stream();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
