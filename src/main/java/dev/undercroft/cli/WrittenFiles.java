package dev.undercroft.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which files of a directory this program wrote, noted in a file among them, so that a later run can remove those that it
 * does not need any more. A file is known by its name, the time of its writing and its place on the disk: what somebody
 * else put there under the same name is left alone. Immutable.
 */
final class WrittenFiles {

    /** The name of the note; no field can have it. */
    static final String NAME = ".undercroft-files";

    private static final JsonFactory JSON = new JsonFactory();

    private final Path folder;
    private final Map<String, String> marks;

    private WrittenFiles(Path folder, Map<String, String> marks) {
        this.folder = folder;
        this.marks = marks;
    }

    /** What is noted in a directory: nothing where there is no note, or none that can be read. */
    static WrittenFiles in(Path folder) {
        var marks = new TreeMap<String, String>();
        try (JsonParser parser = JSON.createParser(Files.readAllBytes(folder.resolve(NAME)))) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    String name = parser.currentName();
                    parser.nextToken();
                    marks.put(name, parser.getText());
                }
            }
        } catch (IOException unreadable) {
            // A file too many stays; one too few would be worse.
            return new WrittenFiles(folder, Map.of());
        }
        return new WrittenFiles(folder, marks);
    }

    /** Removes what this program wrote, as far as it still is as it was written, but these. */
    void removeAllBut(Collection<String> kept) throws IOException {
        for (Map.Entry<String, String> written : marks.entrySet()) {
            String name = written.getKey();
            if (FieldFiles.isFileName(name) && !kept.contains(name)) {
                Path file = folder.resolve(name);
                if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                        && mark(file).equals(written.getValue())) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    /** Notes files that this program has just written. */
    static void note(Path folder, Collection<String> names, FileMode mode) throws IOException {
        var note = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(note)) {
            json.writeStartObject();
            for (String name : names) {
                json.writeStringField(name, mark(folder.resolve(name)));
            }
            json.writeEndObject();
        }
        ReplacedFile.write(folder.resolve(NAME), note.toByteArray(), mode);
    }

    private static String mark(Path file) throws IOException {
        BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        return found.lastModifiedTime() + " " + found.fileKey();
    }
}
