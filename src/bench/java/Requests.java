import java.util.SplittableRandom;

/** The endless requests of a route. Safe for many threads. */
interface Requests {

    /** Writes the next request into the buffer; gives its length. */
    int next(byte[] buffer, SplittableRandom random);
}
