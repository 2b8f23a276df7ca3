import java.security.GeneralSecurityException;
import java.util.SplittableRandom;

/** The endless requests of a route of the entries door: any owner, any of its entries. Immutable. */
final class EntryRequests implements Requests {

    private final Template[] ofOwner;
    private final EntryIds ids;

    private EntryRequests(Template[] ofOwner, EntryIds ids) {
        this.ofOwner = ofOwner;
        this.ids = ids;
    }

    static Requests of(Route route, Tokens tokens, EntryIds ids) throws GeneralSecurityException {
        String[] ofAll = tokens.ofAll(route.owners());
        Template[] ofOwner = new Template[ofAll.length];
        for (int owner = 0; owner < ofOwner.length; owner++) {
            ofOwner[owner] = template(route, ofAll[owner]);
        }
        return new EntryRequests(ofOwner, ids);
    }

    private static Template template(Route route, String token) {
        return switch (route) {
            case REVEAL_10, REVEAL_10000 -> Template.of("POST", "/api/entries/" + Template.ID + "/reveal", token, "");
            case LIST_10, LIST_10000 -> Template.of("GET", "/api/entries", token);
            default -> throw new IllegalArgumentException(route.title() + " is of another door");
        };
    }

    @Override
    public int next(byte[] buffer, SplittableRandom random) {
        int owner = random.nextInt(ofOwner.length);
        return ofOwner[owner].fill(buffer, ids.any(owner, random));
    }
}
