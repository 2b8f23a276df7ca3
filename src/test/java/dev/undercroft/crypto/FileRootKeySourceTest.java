package dev.undercroft.crypto;

import static dev.undercroft.crypto.CryptoFixture.RANDOM;
import static dev.undercroft.crypto.CryptoFixture.rootKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileRootKeySourceTest {

    private static final String FIRST = RootKeyText.write(rootKey(1));
    private static final String SECOND = RootKeyText.write(rootKey(2));

    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = directory.resolve("root.keys");
    }

    @Test
    void comments_and_blank_lines_are_passed_over_and_the_last_key_is_the_newest() throws IOException {
        given("# old\n" + FIRST + "\n\n  # new\n  " + SECOND + "  \n");

        assertThat(new FileRootKeySource(file).load())
                .extracting(RootKey::id)
                .containsExactly(rootKey(1).id(), rootKey(2).id());
    }

    @Test
    void a_malformed_line_is_named_and_not_shown() throws IOException {
        given("# keys\n" + FIRST + "\nsecretsecretsecret\n");

        assertThatThrownBy(() -> new FileRootKeySource(file).load())
                .isInstanceOf(RootKeyException.class)
                .hasMessageContaining("line 3 of " + file)
                .hasMessageNotContainingAny("secretsecret", FIRST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "# nothing yet\n"})
    void a_file_without_a_key_is_refused(String text) throws IOException {
        given(text);

        assertThatThrownBy(() -> new FileRootKeySource(file).load())
                .isInstanceOf(RootKeyException.class)
                .hasMessageContaining("there is no root key in " + file);
    }

    @Test
    void an_absent_file_is_named() {
        assertThatThrownBy(() -> new FileRootKeySource(file).load())
                .isInstanceOf(RootKeyException.class)
                .hasMessageContaining("there is no root key file " + file);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw--w----", "rw----r--", "rw-----w-", "rw-rw-rw-"})
    void a_file_to_which_others_have_access_is_refused_with_the_way_to_mend_it(String permissions) throws IOException {
        given(FIRST + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));

        assertThatThrownBy(() -> new FileRootKeySource(file).load())
                .isInstanceOf(RootKeyException.class)
                .hasMessageContaining("chmod 600 " + file);
    }

    @Test
    void a_file_that_its_owner_may_only_read_is_accepted() throws IOException {
        given(FIRST + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));

        assertThat(new FileRootKeySource(file).load()).hasSize(1);
    }

    @Test
    void creating_makes_a_private_file_with_one_new_key_and_nothing_else() throws IOException {
        List<RootKey> rootKeys = FileRootKeySource.create(file).load();

        assertThat(rootKeys).hasSize(1);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(filesInDirectory()).containsExactly(file);
    }

    @Test
    void two_files_have_two_keys() {
        RootKey one = FileRootKeySource.create(file).load().get(0);
        RootKey other =
                FileRootKeySource.create(directory.resolve("other.keys")).load().get(0);

        assertThat(one.id()).isNotEqualTo(other.id());
    }

    @Test
    void creating_never_overwrites() throws IOException {
        given(FIRST + "\n");

        assertThatThrownBy(() -> FileRootKeySource.create(file))
                .isInstanceOf(RootKeyException.class)
                .hasMessageContaining("never overwritten");
        assertThat(file).hasContent(FIRST + "\n");
        assertThat(filesInDirectory()).containsExactly(file);
    }

    @Test
    void an_appended_key_is_the_newest_and_the_rest_of_the_file_stays() throws IOException {
        given("# mine\n" + FIRST);
        FileRootKeySource source = new FileRootKeySource(file);

        source.append(rootKey(2));

        assertThat(file).hasContent("# mine\n" + FIRST + "\n" + SECOND + "\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(filesInDirectory()).containsExactly(file);
    }

    @Test
    void a_key_is_not_appended_twice() throws IOException {
        given(FIRST + "\n");

        assertThatThrownBy(() -> new FileRootKeySource(file).append(rootKey(1)))
                .isInstanceOf(RootKeyException.class)
                .hasMessageContaining("is twice");
        assertThat(file).hasContent(FIRST + "\n");
    }

    @Test
    void only_the_named_keys_are_retained() throws IOException {
        given("# old\n" + FIRST + "\n# new\n" + SECOND + "\n");

        new FileRootKeySource(file).retainOnly(List.of(rootKey(2).id()));

        assertThat(file).hasContent("# old\n# new\n" + SECOND + "\n");
    }

    @Test
    void the_newest_key_is_always_retained() throws IOException {
        given(FIRST + "\n" + SECOND + "\n");
        FileRootKeySource source = new FileRootKeySource(file);

        assertThatThrownBy(() -> source.retainOnly(List.of(rootKey(1).id())))
                .isInstanceOf(RootKeyException.class)
                .hasMessageContaining("must be kept");
        assertThatThrownBy(() -> source.retainOnly(List.of())).isInstanceOf(RootKeyException.class);
        assertThat(source.load()).hasSize(2);
    }

    @Test
    void a_key_that_is_not_there_can_not_be_retained() throws IOException {
        given(FIRST + "\n");

        assertThatThrownBy(() -> new FileRootKeySource(file)
                        .retainOnly(List.of(rootKey(1).id(), "rk_00000000")))
                .isInstanceOf(RootKeyException.class)
                .hasMessageContaining("it holds [" + rootKey(1).id() + "]");
    }

    @Test
    void two_writers_keep_each_other_out() throws IOException {
        given(FIRST + "\n");
        FileRootKeySource source = new FileRootKeySource(file);

        try (PrivateFileReplacement other = PrivateFileReplacement.begin(file)) {
            assertThatThrownBy(() -> source.append(rootKey(2)))
                    .isInstanceOf(RootKeyException.class)
                    .hasMessageContaining("another process is writing");
            other.commit(SECOND + "\n");
        }
        source.append(RootKey.fresh(RANDOM));

        assertThat(source.load())
                .hasSize(2)
                .first()
                .extracting(RootKey::id)
                .isEqualTo(rootKey(2).id());
    }

    @Test
    void a_writer_that_committed_leaves_the_next_writer_alone() throws IOException {
        given(FIRST + "\n");

        PrivateFileReplacement first = PrivateFileReplacement.begin(file);
        first.commit(SECOND + "\n");
        try (PrivateFileReplacement next = PrivateFileReplacement.begin(file)) {
            first.close();
            next.commit(FIRST + "\n");
        }

        assertThat(file).hasContent(FIRST + "\n");
    }

    @Test
    void a_link_to_the_file_stays_a_link() throws IOException {
        given(FIRST + "\n");
        Path link = Files.createSymbolicLink(directory.resolve("link"), file);

        new FileRootKeySource(link).append(rootKey(2));

        assertThat(link).isSymbolicLink();
        assertThat(new FileRootKeySource(file).load()).hasSize(2);
    }

    private void given(String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private List<Path> filesInDirectory() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }
}
