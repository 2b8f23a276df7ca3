package dev.undercroft.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page of configuration keys says what the code does: every key, every default. */
class ConfigurationPageTest {

    private static final Pattern ROW = Pattern.compile("^\\| `(undercroft\\.[^`]+)` \\| (?:`([^`]*)`|)\\s*\\|.*");

    @Test
    void everyKeyAndDefaultStandsOnThePage() throws IOException {
        Map<String, String> onThePage = new TreeMap<>();
        for (String line : Files.readAllLines(Path.of("docs/configuration.md"))) {
            var row = ROW.matcher(line);
            if (row.matches()) {
                onThePage.put(row.group(1), row.group(2) == null ? "" : row.group(2));
            }
        }

        assertThat(onThePage).isEqualTo(inTheCode());
    }

    private static Map<String, String> inTheCode() {
        Map<String, String> keys = new TreeMap<>();
        keys.put("undercroft.data-dir", "~/.undercroft");
        new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("dev.undercroft").stream()
                        .filter(type -> type.isAnnotatedWith(ConfigMapping.class))
                        .map(JavaClass::reflect)
                        .forEach(type ->
                                collect(type.getAnnotation(ConfigMapping.class).prefix(), type, keys));
        return keys;
    }

    private static void collect(String prefix, Class<?> type, Map<String, String> keys) {
        for (Method method : type.getDeclaredMethods()) {
            String key = prefix + "."
                    + method.getName().replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(java.util.Locale.ROOT);
            Class<?> returned = method.getReturnType();
            if (returned == List.class && elementOf(method).isInterface()) {
                collect(key + "[0]", elementOf(method), keys);
            } else if (returned.isInterface()
                    && returned != List.class
                    && returned.getName().startsWith("dev.undercroft")) {
                collect(key, returned, keys);
            } else {
                WithDefault given = method.getAnnotation(WithDefault.class);
                keys.put(key, given == null ? "" : given.value());
            }
        }
    }

    private static Class<?> elementOf(Method method) {
        return (Class<?>) ((ParameterizedType) method.getGenericReturnType()).getActualTypeArguments()[0];
    }
}
