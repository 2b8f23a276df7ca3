package dev.undercroft.crypto;

import java.util.ArrayList;
import java.util.List;

/** Root keys from one text, as an environment variable holds it: separated by commas or white space. Thread safe. */
public final class TextRootKeySource implements RootKeySource {

    private final String text;

    /** Takes the text; it is read by {@link #load}. */
    public TextRootKeySource(String text) {
        this.text = text;
    }

    @Override
    public List<RootKey> load() {
        List<RootKey> rootKeys = new ArrayList<>();
        for (String part : text.split("[,\\s]+")) {
            if (!part.isEmpty()) {
                rootKeys.add(RootKeyText.read(part, "place " + (rootKeys.size() + 1) + " of the text"));
            }
        }
        return RootKeyText.checked(rootKeys, "the text");
    }

    /** Nothing of the keys. */
    @Override
    public String toString() {
        return "TextRootKeySource[hidden]";
    }
}
