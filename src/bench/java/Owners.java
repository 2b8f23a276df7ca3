/** Identities of the first tenant who all have the same number of entries. */
enum Owners {
    /** Of the routes that are about no entries. */
    NONE(0, 0, 0),
    SMALL(10, 10, 2),
    BIG(1, 10_000, 20);

    private final int count;
    private final int entriesOfEach;
    private final int categoriesOfEach;

    Owners(int count, int entriesOfEach, int categoriesOfEach) {
        this.count = count;
        this.entriesOfEach = entriesOfEach;
        this.categoriesOfEach = categoriesOfEach;
    }

    int count() {
        return count;
    }

    int entriesOfEach() {
        return entriesOfEach;
    }

    int categoriesOfEach() {
        return categoriesOfEach;
    }

    int entries() {
        return count * entriesOfEach;
    }

    int categories() {
        return count * categoriesOfEach;
    }

    String tenantId() {
        return DataSet.tenantId(0);
    }

    /** The {@code sub} of one of them. */
    String subject(int owner) {
        return "owner-%d-%d".formatted(entriesOfEach, owner);
    }
}
