import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Gives owners their categories and entries over HTTP, in a tenant that is there. */
final class EntrySeeding {

    private static final Pattern ID = Pattern.compile("\"id\":\"([0-9a-f-]{36})\"");
    private static final String[] ENVIRONMENTS = {"development", "staging", "production"};
    private static final String CATEGORY =
            "{\"name\":\"Category %1$02d\",\"keyType\":\"simple\",\"envVarName\":\"API_KEY_%1$02d\",\"icon\":\"key\"}";
    private static final String ENTRY =
            "{\"categoryId\":\"%s\",\"name\":\"orders-service-%05d\",\"environment\":\"%s\","
                    + "\"notes\":\"Replaced every ninety days; ask the platform team before use\",\"value\":\"%s\"}";
    private static final String VALUE = Template.random(40);

    private final Filling filling;
    private final Owners owners;
    private final String[] tokens;
    private final String[][] categoryIds;
    private final EntryIds entryIds;

    EntrySeeding(Filling filling, Owners owners, Tokens tokens) throws GeneralSecurityException {
        this.filling = filling;
        this.owners = owners;
        this.tokens = tokens.ofAll(owners);
        this.categoryIds = new String[owners.count()][owners.categoriesOfEach()];
        this.entryIds = new EntryIds(owners);
    }

    /** Fills it, with progress on standard error; throws at the first refusal. */
    EntryIds run() throws IOException, InterruptedException {
        filling.inParallel("categories", owners.categories(), this::makeCategory);
        filling.inParallel("entries", owners.entries(), this::makeEntry);
        return entryIds;
    }

    private void makeCategory(Connection connection, SplittableRandom random, int index) throws IOException {
        int owner = index % owners.count();
        int category = index / owners.count();
        categoryIds[owner][category] = make(connection, random, "/api/categories", owner, CATEGORY.formatted(category));
    }

    private void makeEntry(Connection connection, SplittableRandom random, int index) throws IOException {
        int owner = index % owners.count();
        int entry = index / owners.count();
        String categoryId = categoryIds[owner][entry % owners.categoriesOfEach()];
        String json = ENTRY.formatted(categoryId, entry, ENVIRONMENTS[entry % ENVIRONMENTS.length], VALUE);
        entryIds.put(owner, entry, make(connection, random, "/api/entries", owner, json));
    }

    /** Gives the id of what was made. */
    private String make(Connection connection, SplittableRandom random, String path, int owner, String json)
            throws IOException {
        String answer = Filling.send(connection, random, Template.of("POST", path, tokens[owner], json));
        Matcher id = ID.matcher(answer);
        if (!id.find()) {
            throw new IOException("what was made has no id: " + answer);
        }
        return id.group(1);
    }
}
