import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/** The ids that the service gave to the entries of each owner. Safe for many threads once it is filled. */
final class EntryIds {

    private final byte[][][] ofOwner;

    EntryIds(Owners owners) {
        this.ofOwner = new byte[owners.count()][owners.entriesOfEach()][];
    }

    void put(int owner, int entry, String id) {
        ofOwner[owner][entry] = id.getBytes(StandardCharsets.US_ASCII);
    }

    /** Any of the owner's. */
    byte[] any(int owner, SplittableRandom random) {
        return ofOwner[owner][random.nextInt(ofOwner[owner].length)];
    }
}
