package dev.undercroft.entries;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Lines of an export, as they look and as a POSIX shell reads them. */
class EnvLineTest {

    @Example
    void values_are_quoted_only_where_somebody_would_misread_them() {
        assertThat(EnvLine.assignment("A", "sk-abc_123./:@%+,=")).isEqualTo("A=sk-abc_123./:@%+,=\n");
        assertThat(EnvLine.assignment("A", "")).isEqualTo("A=\n");
        assertThat(EnvLine.assignment("A", "two words")).isEqualTo("A='two words'\n");
        assertThat(EnvLine.assignment("A", "~")).isEqualTo("A='~'\n");
        assertThat(EnvLine.assignment("A", "$HOME `id` \"q\" # c")).isEqualTo("A='$HOME `id` \"q\" # c'\n");
        assertThat(EnvLine.assignment("A", "a\nb")).isEqualTo("A='a\nb'\n");
        assertThat(EnvLine.assignment("A", "it's")).isEqualTo("A=\"it's\"\n");
        assertThat(EnvLine.assignment("A", "it's $5 \"\\` x")).isEqualTo("A=\"it's \\$5 \\\"\\\\\\` x\"\n");
        assertThat(EnvLine.assignment("A", "C:\\")).isEqualTo("A='C:\\' #'\n");
    }

    @Example
    void a_comment_is_one_line_whatever_the_names_hold() {
        assertThat(EnvLine.comment("OpenAI API", "Blog Project", "production"))
                .isEqualTo("# OpenAI API \u2014 Blog Project (production)\n");
        assertThat(EnvLine.comment("c", "e", null)).isEqualTo("# c \u2014 e\n");
        assertThat(EnvLine.comment("a\r\nEVIL=1", "b\u2028EVIL=2\u0085\u000b\u000cx", null))
                .isEqualTo("# a EVIL=1 \u2014 b EVIL=2 x\n");
    }

    @Property(tries = 40)
    void a_shell_reads_every_value_back_byte_for_byte(@ForAll("manyValues") List<String> values) throws Exception {
        assertThat(readByShell(values)).isEqualTo(values);
    }

    @Provide
    Arbitrary<List<String>> manyValues() {
        Arbitrary<String> hostile = Arbitraries.strings()
                .withChars("ab \t\n\r'\"`\\$#!(){}[]<>|&;*?~=:%+-_.,/@^\u00e4\u65e5\u2028\u0085\u0007")
                .ofMaxLength(12);
        Arbitrary<String> lines =
                Arbitraries.of("'\nX0=1\n\"", "\\", "\\'", "'\\", "\"\\", "\nV1=evil", "$(id)", "${V0}");
        return Arbitraries.oneOf(
                        hostile,
                        hostile,
                        lines,
                        Arbitraries.strings().ofMaxLength(20).map(EnvLineTest::unicode))
                .list()
                .ofSize(60);
    }

    private static String unicode(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).replace("\0", "");
    }

    private static List<String> readByShell(List<String> values) throws Exception {
        Path file = Files.createTempFile("export", ".env");
        Path output = Files.createTempFile("export", ".out");
        try {
            Files.writeString(file, text(values));
            List<String> command = new ArrayList<>(List.of("sh", "-c", script(values.size()), "sh", file.toString()));
            Process shell = new ProcessBuilder(command)
                    .redirectInput(new File("/dev/null"))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            assertThat(shell.waitFor(30, TimeUnit.SECONDS)).isTrue();
            String[] read = Files.readString(output).split("\0", -1);
            return List.of(read).subList(0, read.length - 1);
        } catch (IOException unreadable) {
            throw new AssertionError("the shell printed what is no text", unreadable);
        } finally {
            Files.delete(file);
            Files.delete(output);
        }
    }

    private static String text(List<String> values) {
        var text = new StringBuilder();
        IntStream.range(0, values.size()).forEach(i -> text.append(EnvLine.comment("c", values.get(i), null))
                .append(EnvLine.assignment("V" + i, values.get(i)))
                .append('\n'));
        return text.toString();
    }

    private static String script(int values) {
        var script = new StringBuilder(". \"$1\"\n");
        IntStream.range(0, values)
                .forEach(i -> script.append("printf '%s\\000' \"$V").append(i).append("\"\n"));
        return script.toString();
    }
}
