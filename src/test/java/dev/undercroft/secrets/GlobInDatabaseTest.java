package dev.undercroft.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.undercroft.policy.Glob;
import dev.undercroft.testing.ApiTest;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** PostgreSQL's own regular expressions agree with the matcher in memory. */
@QuarkusTest
class GlobInDatabaseTest extends ApiTest {

    private static final int PATTERNS = 600;

    // The same on every run, so that a failure can be looked at.
    private final Random random = new Random(20_260_423);

    @Test
    void theDatabaseFindsExactlyThePathsThatThePatternMatches() {
        List<String> paths = new ArrayList<>(List.of("app", "app/db", "app/db/password", "ssl/cert", "a-b/c_d"));
        for (int i = 0; i < 200; i++) {
            paths.add(segments("ab-_", 6, false));
        }
        int matched = 0;

        for (int i = 0; i < PATTERNS; i++) {
            Glob glob = Glob.compile(segments("ab-_*?.", 4, true));
            List<String> expected = paths.stream().filter(glob::matches).toList();

            assertThat(found(glob, paths)).as(glob.text()).isEqualTo(expected);
            matched += expected.isEmpty() ? 0 : 1;
        }

        assertThat(matched).as("patterns that matched anything").isGreaterThan(PATTERNS / 4);
    }

    @SuppressWarnings("unchecked")
    private List<String> found(Glob glob, List<String> paths) {
        return inRealm.call(tenant, () -> (List<String>) entities.createNativeQuery(
                        "SELECT path FROM unnest(CAST(:paths AS text[])) WITH ORDINALITY AS given(path, position)"
                                + " WHERE path ~ :pattern ORDER BY position",
                        String.class)
                .setParameter("paths", paths.toArray(String[]::new))
                .setParameter("pattern", GlobSql.regex(glob))
                .getResultList());
    }

    private String segments(String alphabet, int most, boolean pattern) {
        var segments = new ArrayList<String>();
        int count = 1 + random.nextInt(most);
        while (segments.size() < count) {
            String segment = pattern && random.nextInt(3) == 0 ? "**" : segment(alphabet);
            boolean alone = segment.equals("**") || !segment.contains("**");
            if (alone && !segment.equals(".") && !segment.equals("..")) {
                segments.add(segment);
            }
        }
        return String.join("/", segments);
    }

    private String segment(String alphabet) {
        var text = new StringBuilder();
        int length = 1 + random.nextInt(3);
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}
