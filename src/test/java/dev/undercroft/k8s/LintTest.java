package dev.undercroft.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.LintResult;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Strict lint has nothing to say. */
@NeedsHelm
class LintTest {

    @TempDir
    Path scratch;

    static Stream<Path> recordedValues() {
        return Chart.recordedValues();
    }

    @ParameterizedTest
    @MethodSource("recordedValues")
    void everyRecordedSetOfValuesPassesStrictLint(Path values) {
        LintResult result = Chart.lint(scratch, values);

        assertThat(result.isFailed()).as(result.getMessages().toString()).isFalse();
        assertThat(result.getMessages()).noneMatch(message -> message.matches(".*\\[(WARNING|ERROR)].*"));
    }

    @Test
    void lintSeesAMisspeltValue() throws java.io.IOException {
        Path values = java.nio.file.Files.writeString(scratch.resolve("values.yaml"), "replicaCuont: 2\n");

        LintResult result = Chart.lint(scratch, values);

        assertThat(result.isFailed()).isTrue();
    }
}
