package dev.undercroft.client;

import dev.undercroft.client.VaultException.Reason;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Remembers in a file, which is replaced as a whole. Readers need no lock; writers take turns, threads of this process by a
 * Java lock and processes by a lock on a file beside it, which the system lifts when its holder dies. Thread safe.
 */
final class FileMemory implements VaultMemory {

    // Of all files, since the system refuses a second lock of the same process on the same file.
    private static final ReentrantLock IN_THIS_PROCESS = new ReentrantLock();

    private final Path file;

    FileMemory(Path file) {
        this.file = file.toAbsolutePath();
    }

    @Override
    public Set<String> organizations(String service) {
        return VaultPlace.organizations(load().keySet(), service);
    }

    @Override
    public Optional<RememberedVault> recall(String service, String organization) {
        return Optional.ofNullable(load().get(new VaultPlace(service, organization)));
    }

    @Override
    public void change(
            String service, String organization, Function<Optional<RememberedVault>, RememberedVault> function) {
        VaultPlace place = new VaultPlace(service, organization);
        rewrite(vaults -> {
            Map<VaultPlace, RememberedVault> changed = new HashMap<>(vaults);
            changed.put(place, function.apply(Optional.ofNullable(vaults.get(place))));
            return changed;
        });
    }

    @Override
    public void forget(String service, String organization) {
        rewrite(vaults -> {
            Map<VaultPlace, RememberedVault> changed = new HashMap<>(vaults);
            changed.remove(new VaultPlace(service, organization));
            return changed;
        });
    }

    private void rewrite(UnaryOperator<Map<VaultPlace, RememberedVault>> step) {
        IN_THIS_PROCESS.lock();
        try {
            Path target = Files.exists(file) ? file.toRealPath() : file;
            // A link to a directory is one, which createDirectories does not see.
            if (!Files.isDirectory(target.getParent())) {
                Files.createDirectories(target.getParent());
            }
            try (FileChannel channel = FileChannel.open(
                            PrivateFile.create(target.resolveSibling(target.getFileName() + ".lock")),
                            StandardOpenOption.WRITE);
                    FileLock ignored = channel.lock()) {
                Map<VaultPlace, RememberedVault> before = load();
                Map<VaultPlace, RememberedVault> after = step.apply(before);
                if (!after.equals(before)) {
                    PrivateFile.replace(target, MemoryDocument.write(after));
                }
            }
        } catch (IOException failed) {
            throw new VaultException(
                    Reason.MEMORY,
                    "the client's memory can't be written: " + file + "; check the disk and its rights",
                    failed);
        } finally {
            IN_THIS_PROCESS.unlock();
        }
    }

    private Map<VaultPlace, RememberedVault> load() {
        try {
            PrivateFile.requireOwnerAlone(file);
            return MemoryDocument.read(Files.readAllBytes(file));
        } catch (NoSuchFileException absent) {
            return Map.of();
        } catch (IOException failed) {
            throw new VaultException(
                    Reason.MEMORY, "the client's memory can't be read: " + file + "; check its rights", failed);
        } catch (VaultException damaged) {
            throw new VaultException(
                    Reason.MEMORY,
                    "the client's memory " + file + " can't be used: " + damaged.getMessage()
                            + ". Restore a copy; deleting it is safe only if you trust the service at this moment");
        }
    }
}
