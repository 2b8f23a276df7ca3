package dev.undercroft.cli;

import java.io.Console;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Where a vault key or recovery code comes from: a file, else a variable, else whoever sits at the terminal. The caller
 * wipes what it gets. For one thread.
 */
final class VaultKeyInput {

    /** Holds the vault key, or a recovery code. */
    static final String VARIABLE = "UNDERCROFT_VAULT_KEY";

    /** Holds the vault key that comes in place of it. */
    static final String NEW_VARIABLE = "UNDERCROFT_NEW_VAULT_KEY";

    private final Path file;
    private final String variable;
    private final String option;

    /** A source; {@code file} may be null. */
    VaultKeyInput(Path file, String variable, String option) {
        this.file = file;
        this.variable = variable;
        this.option = option;
    }

    /** The text. */
    char[] read(String prompt) {
        return file != null || fromEnvironment() != null ? withoutTerminal() : asked(prompt);
    }

    /** The text, which a person has to type twice alike. */
    char[] readNew(String prompt) {
        if (file != null || fromEnvironment() != null) {
            return withoutTerminal();
        }
        char[] first = asked(prompt);
        char[] second = asked("The same again: ");
        boolean same = Arrays.equals(first, second);
        Arrays.fill(second, '\0');
        if (!same) {
            Arrays.fill(first, '\0');
            throw new ConfigurationException("the two were not the same; nothing was done");
        }
        return first;
    }

    private char[] withoutTerminal() {
        return file != null ? ofFile() : fromEnvironment().toCharArray();
    }

    private String fromEnvironment() {
        String text = System.getenv(variable);
        if (text != null && text.indexOf('\uFFFD') >= 0) {
            throw new ConfigurationException(
                    variable + " holds characters that this locale can't read; set LC_ALL to one"
                            + " with UTF-8, or name a file by " + option);
        }
        return text == null || text.isEmpty() ? null : text;
    }

    private char[] asked(String prompt) {
        Console console = Terminal.find()
                .orElseThrow(() -> new ConfigurationException(
                        "there is no terminal at standard input and output to ask for it; name a file by " + option
                                + " or set " + variable));
        char[] text = console.readPassword("%s", prompt);
        if (text == null || text.length == 0) {
            throw new ConfigurationException("nothing was typed; nothing was done");
        }
        return text;
    }

    private char[] ofFile() {
        byte[] bytes = new byte[0];
        try {
            bytes = Files.readAllBytes(file);
            CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            char[] line = new char[lengthWithoutLineEnd(text)];
            text.get(line);
            Arrays.fill(text.array(), '\0');
            if (line.length == 0) {
                throw new ConfigurationException(option + ": the file " + file + " is empty");
            }
            return line;
        } catch (CharacterCodingException noText) {
            throw new ConfigurationException(option + ": the file " + file + " is no UTF-8 text");
        } catch (IOException unreadable) {
            throw new ConfigurationException(option + ": the file " + file + " can't be read", unreadable);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private static int lengthWithoutLineEnd(CharBuffer text) {
        int end = text.length();
        if (end > 0 && text.charAt(end - 1) == '\n') {
            end--;
        }
        if (end > 0 && end < text.length() && text.charAt(end - 1) == '\r') {
            end--;
        }
        return end;
    }
}
