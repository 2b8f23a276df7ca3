package dev.undercroft.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes a key and prints it, or writes it to a new file. */
@Command(
        name = "keygen",
        mixinStandardHelpOptions = true,
        description = "Makes a root key (base64 of 32 bytes) or a signing key (RSA, PEM) and prints it.")
final class Keygen implements Callable<Integer> {

    private static final int ROOT_KEY_BYTES = 32;

    /** What to make. */
    enum Type {
        ROOT,
        SIGNING
    }

    @Spec
    CommandSpec spec;

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            defaultValue = "root",
            description = "root or signing (default: ${DEFAULT-VALUE}).")
    Type type;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "A file that does not exist yet; only its owner may read it.")
    Path out;

    @Override
    public Integer call() throws IOException {
        String key =
                switch (type) {
                    case ROOT -> rootKey();
                    case SIGNING -> KeyFiles.signingKeyPem().stripTrailing();
                };
        if (out == null) {
            spec.commandLine().getOut().println(key);
            return 0;
        }
        try (var channel = Files.newByteChannel(
                out,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            channel.write(java.nio.ByteBuffer.wrap((key + "\n").getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
        } catch (FileAlreadyExistsException exists) {
            throw new ConfigurationException(
                    out + " exists already; name a new file, keys are never overwritten", exists);
        }
        return 0;
    }

    private static String rootKey() {
        byte[] key = new byte[ROOT_KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }
}
