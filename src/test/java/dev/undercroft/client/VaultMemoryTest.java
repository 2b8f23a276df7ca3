package dev.undercroft.client;

import static dev.undercroft.client.VaultFixture.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.undercroft.client.VaultException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is remembered stays, whoever else remembers at the same time. */
class VaultMemoryTest {

    private static final String SERVICE = "https://vault.example.com";
    private static final String ORGANIZATION = "org_test_123";
    private static final UUID SECRET = UUID.fromString("c0ffee00-1111-4222-8333-444455556666");
    private static final RememberedVault VAULT = new RememberedVault(
            PayloadFormat.V2,
            new KdfParameters(4, 65_536, 2),
            "f1",
            List.of("f0"),
            Map.of(
                    SECRET,
                    RememberedSecret.first(7, "d7"),
                    UUID.randomUUID(),
                    RememberedSecret.DELETED,
                    UUID.randomUUID(),
                    new RememberedSecret(0, "d3", List.of("d1", "d2"), false)));

    @TempDir
    private Path folder;

    @Test
    void what_was_kept_is_read_again() {
        Path file = folder.resolve("deep/memory.json");
        VaultMemory.inFile(file).change(SERVICE, ORGANIZATION, nothing -> VAULT);
        VaultMemory.inFile(file).change(SERVICE, "org_other_456", nothing -> VAULT);

        VaultMemory again = VaultMemory.inFile(file);

        assertThat(again.recall(SERVICE, ORGANIZATION)).contains(VAULT);
        assertThat(again.organizations(SERVICE)).containsExactlyInAnyOrder(ORGANIZATION, "org_other_456");
        assertThat(again.organizations("https://other.example.com")).isEmpty();
        again.forget(SERVICE, ORGANIZATION);
        assertThat(again.recall(SERVICE, ORGANIZATION)).isEmpty();
        assertThat(again.recall(SERVICE, "org_other_456")).contains(VAULT);
    }

    @Test
    void nothing_is_remembered_and_nothing_made_before_there_is_something() throws IOException {
        VaultMemory memory = VaultMemory.inFile(folder.resolve("memory.json"));

        assertThat(memory.organizations(SERVICE)).isEmpty();
        assertThat(memory.recall(SERVICE, ORGANIZATION)).isEmpty();
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void the_file_is_its_owners_alone_and_nothing_lies_about() throws IOException {
        Path file = folder.resolve("memory.json");
        VaultMemory memory = VaultMemory.inFile(file);
        memory.change(SERVICE, ORGANIZATION, nothing -> VAULT);
        memory.change(SERVICE, ORGANIZATION, known -> RememberedVault.first(PayloadFormat.V1, VAULT.kdf(), "f"));

        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).hasSize(2).allSatisfy(made -> assertThat(
                            PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
                    .isEqualTo("rw-------"));
        }
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(refusal(Reason.MEMORY, () -> memory.recall(SERVICE, ORGANIZATION)))
                .hasMessageContaining("chmod 600");
    }

    @Test
    void what_did_not_change_is_not_written_again() throws IOException {
        Path file = folder.resolve("memory.json");
        VaultMemory memory = VaultMemory.inFile(file);
        memory.change(SERVICE, ORGANIZATION, nothing -> VAULT);
        Object inode = Files.getAttribute(file, "unix:ino");

        memory.change(SERVICE, ORGANIZATION, Optional::orElseThrow);

        assertThat(Files.getAttribute(file, "unix:ino")).isEqualTo(inode);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{}",
                "{\"memory\":2,\"vaults\":[]}",
                "{\"memory\":1,\"vaults\":{}}",
                "{\"memory\":1,\"vaults\":[{\"service\":\"s\"}]}",
                "{\"memory\":1,\"vaults\":[{\"service\":\"s\",\"organization_id\":\"o\",\"payload_format\":9,"
                        + "\"secrets\":{}}]}"
            })
    void a_damaged_file_is_said_and_never_overwritten(String content) throws IOException {
        Path file = folder.resolve("memory.json");
        PrivateFile.create(file);
        Files.writeString(file, content);
        VaultMemory memory = VaultMemory.inFile(file);

        assertThat(refusal(Reason.MEMORY, () -> memory.recall(SERVICE, ORGANIZATION)))
                .hasMessageContaining(file.toString());
        refusal(Reason.MEMORY, () -> memory.change(SERVICE, ORGANIZATION, nothing -> VAULT));
        assertThat(file).hasContent(content);
    }

    @Test
    void what_the_change_throws_is_thrown_on_and_nothing_changes() {
        VaultMemory memory = VaultMemory.inFile(folder.resolve("memory.json"));
        memory.change(SERVICE, ORGANIZATION, nothing -> VAULT);

        refusal(
                Reason.DELETED_VAULT,
                () -> memory.change(
                        SERVICE, ORGANIZATION, known -> known.orElseThrow().with("f0", Map.of())));

        assertThat(memory.recall(SERVICE, ORGANIZATION)).contains(VAULT);
    }

    @Test
    void threads_lose_nothing_of_each_other() throws Exception {
        Path file = folder.resolve("memory.json");
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Future<?>> writers = new ArrayList<>();
        for (int writer = 0; writer < 4; writer++) {
            int first = writer;
            writers.add(threads.submit(() -> raise(VaultMemory.inFile(file), first, 40)));
        }
        for (Future<?> writer : writers) {
            writer.get(60, TimeUnit.SECONDS);
        }
        threads.shutdown();

        assertThat(versions(file)).containsOnly(40L).hasSize(4);
    }

    @Test
    void processes_lose_nothing_of_each_other_and_never_lower_a_version() throws Exception {
        Path file = folder.resolve("memory.json");
        List<Process> processes = new ArrayList<>();
        for (int writer = 0; writer < 2; writer++) {
            processes.add(new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            MemoryWriter.class.getName(),
                            file.toString(),
                            Integer.toString(writer))
                    .inheritIO()
                    .start());
        }
        while (processes.stream().anyMatch(Process::isAlive)) {
            VaultMemory.inFile(file).recall(SERVICE, ORGANIZATION);
            processes.get(0).waitFor(5, TimeUnit.MILLISECONDS);
        }

        assertThat(processes)
                .allSatisfy(process -> assertThat(process.exitValue()).isZero());
        assertThat(versions(file)).containsOnly(40L).hasSize(2);
    }

    /** Remembers 40 versions of the secret of a number, and of every other once more in the wrong order. */
    static void raise(VaultMemory memory, int number, int last) {
        for (int version = 1; version <= last; version++) {
            long raised = version;
            memory.change(SERVICE, ORGANIZATION, known -> {
                RememberedVault vault =
                        known.orElseGet(() -> RememberedVault.first(PayloadFormat.V2, KdfParameters.STANDARD, "f"));
                UUID id = new UUID(0, number);
                RememberedSecret before = vault.secrets().getOrDefault(id, RememberedSecret.first(0, ""));
                RememberedSecret after = before.written("", raised, "d").written("", raised - 1, "older");
                return vault.with("f", Map.of(id, after));
            });
        }
    }

    private static List<Long> versions(Path file) {
        return VaultMemory.inFile(file).recall(SERVICE, ORGANIZATION).orElseThrow().secrets().values().stream()
                .map(RememberedSecret::version)
                .toList();
    }

    /** Another process. */
    static final class MemoryWriter {

        private MemoryWriter() {}

        public static void main(String[] arguments) {
            raise(VaultMemory.inFile(Path.of(arguments[0])), Integer.parseInt(arguments[1]), 40);
        }
    }
}
