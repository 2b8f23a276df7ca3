package dev.undercroft.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What is written as {@code NAME=value} lines is read back to the byte. */
class EnvTextTest {

    private static final Path SHELL = Path.of("/bin/sh");
    // As the dotenv of Node.js reads a line.
    private static final Pattern DOTENV = Pattern.compile(
            "^\\s*(?:export\\s+)?([\\w.-]+)(?:\\s*=\\s*?|:\\s+?)(\\s*'(?:\\\\'|[^'])*'|\\s*\"(?:\\\\\"|[^\"])*\"|"
                    + "\\s*`(?:\\\\`|[^`])*`|[^#\\r\\n]+)?\\s*(?:#.*)?$",
            Pattern.MULTILINE);

    @Property(tries = 40)
    void aShellReadsEveryValueBack(@ForAll("values") List<String> values) throws Exception {
        Assume.that(Files.isExecutable(SHELL));

        assertThat(readByShell(lines(values), values.size())).isEqualTo(values);
    }

    @Property(tries = 300)
    void dotenvReadsBackWhatParsersAgreeOn(@ForAll("values") List<String> values) {
        List<String> agreed = values.stream().filter(EnvTextTest::isAgreedOn).toList();

        assertThat(DOTENV.matcher(lines(agreed)).results().map(line -> unquoted(line.group(2))))
                .isEqualTo(agreed);
    }

    @Example
    void quotesStandWhereTheyMust() {
        assertThat(EnvText.quoted("")).isEmpty();
        assertThat(EnvText.quoted("s3cret")).isEqualTo("s3cret");
        assertThat(EnvText.quoted("postgres://u@h:5432/d")).isEqualTo("postgres://u@h:5432/d");
        assertThat(EnvText.quoted("~")).isEqualTo("'~'");
        assertThat(EnvText.quoted("a b")).isEqualTo("'a b'");
        assertThat(EnvText.quoted("a#b")).isEqualTo("'a#b'");
        assertThat(EnvText.quoted("$HOME `id` \"x\" \\")).isEqualTo("'$HOME `id` \"x\" \\'");
        assertThat(EnvText.quoted("it's")).isEqualTo("\"it's\"");
        assertThat(EnvText.quoted("it's $(id) `id` \"x\" \\")).isEqualTo("\"it's \\$(id) \\`id\\` \\\"x\\\" \\\\\"");
    }

    @Example
    void aNameIsOneThatShellsTake() {
        assertThat(EnvText.nameOf("password")).isEqualTo("password");
        assertThat(EnvText.nameOf("DB_URL")).isEqualTo("DB_URL");
        assertThat(EnvText.nameOf("api-key.v2")).isEqualTo("api_key_v2");
        assertThat(EnvText.nameOf("2nd")).isEqualTo("_2nd");
        assertThat(EnvText.nameOf("$(id)\n")).isEqualTo("__id__");
        assertThat(EnvText.nameOf("")).isEqualTo("_");
    }

    @Example
    void fieldsOfSeveralSecretsAreOneText() {
        assertThat(EnvText.of(List.of(
                        secret("app/db", "{\"user\": \"app\", \"port\": 5432.10}"),
                        secret("app/mail", "{\"hosts\": [\"a\", {\"b\": 1}], \"tls\": true, \"none\": null}"))))
                .isEqualTo("user=app\nport=5432.10\nhosts='[\"a\", {\"b\": 1}]'\ntls=true\nnone=null\n");
    }

    @Example
    void twoFieldsOfOneNameAreRefusedWithoutAValue() {
        assertThatThrownBy(() -> EnvText.of(List.of(
                        secret("app/db", "{\"api-key\": \"first\"}"), secret("app/mail", "{\"api.key\": \"second\"}"))))
                .isInstanceOf(ReadFailure.class)
                .hasMessageContainingAll("app/mail", "api_key", "app/db", "--format")
                .hasMessageNotContainingAny("first", "second");
    }

    @Example
    void aZeroByteIsRefusedWithoutTheValue() {
        assertThatThrownBy(() -> EnvText.of(List.of(secret("app/db", "{\"key\": \"canary\\u0000\"}"))))
                .isInstanceOf(ReadFailure.class)
                .hasMessageContainingAll("app/db", "key", "--format json")
                .hasMessageNotContaining("canary");
    }

    @Provide
    Arbitrary<List<String>> values() {
        Arbitrary<String> nasty = Arbitraries.strings()
                .withChars("'\"\\$`!#~&|;<>(){}[]*?= \t\n\r=%^-a\u00e4\u20ac")
                .ofMaxLength(12);
        Arbitrary<String> any = Arbitraries.strings().ofMaxLength(20).map(text -> new String(
                        text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)
                .replace("\u0000", ""));
        return Arbitraries.oneOf(nasty, any).list().ofMinSize(1).ofMaxSize(40);
    }

    private static boolean isAgreedOn(String value) {
        boolean mixed = value.indexOf('\'') >= 0 && value.matches("(?s).*[\"$`].*");
        return value.indexOf('\\') < 0 && value.indexOf('\r') < 0 && !mixed;
    }

    private static String lines(List<String> values) {
        return IntStream.range(0, values.size())
                .mapToObj(i -> "V" + i + "=" + EnvText.quoted(values.get(i)) + "\n")
                .collect(Collectors.joining());
    }

    private static String unquoted(String group) {
        String text = group == null ? "" : group.strip();
        boolean quoted = text.length() > 1
                && (text.charAt(0) == '\'' || text.charAt(0) == '"')
                && text.charAt(text.length() - 1) == text.charAt(0);
        return quoted ? text.substring(1, text.length() - 1) : text;
    }

    private static List<String> readByShell(String lines, int count) throws IOException, InterruptedException {
        Path file = Files.createTempFile("env", ".sh");
        Path out = Files.createTempFile("env", ".out");
        try {
            Files.writeString(file, lines);
            String names =
                    IntStream.range(0, count).mapToObj(i -> "\"$V" + i + "\"").collect(Collectors.joining(" "));
            Process shell = new ProcessBuilder(SHELL.toString(), "-c", ". " + file + "; printf '%s\\0' " + names)
                    .redirectErrorStream(true)
                    .redirectOutput(out.toFile())
                    .start();
            assertThat(shell.waitFor(60, TimeUnit.SECONDS)).isTrue();
            String text = Files.readString(out);
            assertThat(shell.exitValue()).as(text).isZero();
            List<String> read = new ArrayList<>(List.of(text.split("\u0000", -1)));
            read.remove(read.size() - 1);
            return read;
        } finally {
            Files.delete(file);
            Files.delete(out);
        }
    }

    private static Snapshot secret(String path, String data) {
        return Snapshot.of(
                path, "\"1\"", ("{\"path\": \"x\", \"data\": " + data + "}").getBytes(StandardCharsets.UTF_8));
    }
}
