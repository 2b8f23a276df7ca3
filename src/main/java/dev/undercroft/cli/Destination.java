package dev.undercroft.cli;

import java.io.IOException;
import java.util.Collection;

/** Where values go. */
interface Destination {

    /** Whether it wants all secrets at once, and none as long as one of them is not known. */
    boolean wantsAll();

    /**
     * Writes values.
     *
     * @throws IOException when a file can't be written; the message names it
     * @throws ReadFailure when a value does not fit; the message names the field and quotes nothing of it
     */
    void write(Collection<Snapshot> secrets) throws IOException;
}
