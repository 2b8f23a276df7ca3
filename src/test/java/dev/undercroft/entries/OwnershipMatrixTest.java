package dev.undercroft.entries;

import static org.assertj.core.api.Assertions.assertThat;

import dev.undercroft.entries.EntriesRequests.Things;
import dev.undercroft.identity.Scopes;
import dev.undercroft.testing.Json;
import dev.undercroft.testing.Operations;
import dev.undercroft.testing.Operations.Operation;
import dev.undercroft.testing.Superuser;
import dev.undercroft.testing.TokenBuilder;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every operation of this door about somebody else's things, asked with every scope: they are not found, in no list, no
 * count and no export, and they stay as they were.
 */
@QuarkusTest
class OwnershipMatrixTest extends EntriesApi {

    private static final String EVERYTHING = String.join(" ", Scopes.known());

    /** Who asks for Alice's things. */
    enum Stranger {
        SAME_TENANT,
        SAME_TENANT_ADMIN,
        SAME_NAME_AS_APPLICATION,
        SAME_NAME_IN_ANOTHER_TENANT,
        ACCESS_KEY_OF_ANOTHER,
        PARTNER_ADMIN_OF_THE_SAME_NAME
    }

    private String mark;
    private Things things;

    @BeforeEach
    void alicesThings() {
        mark = "mark" + unique();
        String alice = person("alice", EVERYTHING);
        String category = category(alice, SIMPLE.replace("OpenAI API", mark));
        String env = post(alice, "/api/envs", "{\"name\": \"" + mark + "\"}");
        things = new Things(
                category,
                entry(alice, category, mark, mark),
                post(alice, "/api/2fa", Json.object("service", mark, "accountName", mark, "secret", "GEZA")),
                env,
                post(alice, "/api/envs/" + env + "/files", Json.object("fileType", "env", "content", "A=" + mark)),
                post(alice, "/api/access-keys", "{\"name\": \"" + mark + "\", \"scopes\": [\"entries:read\"]}"));
    }

    private String credentialOf(Stranger stranger) {
        return switch (stranger) {
            case SAME_TENANT -> person("bob", EVERYTHING);
            case SAME_TENANT_ADMIN ->
                TokenBuilder.token(clock)
                        .tenant(tenant)
                        .subject("root")
                        .role("tenant_admin")
                        .scope(EVERYTHING)
                        .sign();
            case SAME_NAME_AS_APPLICATION -> application("alice", EVERYTHING);
            case SAME_NAME_IN_ANOTHER_TENANT -> {
                String other = "tnt_" + unique();
                makeTenant(other, partner);
                yield TokenBuilder.token(clock)
                        .tenant(other)
                        .subject("alice")
                        .scope(EVERYTHING)
                        .sign();
            }
            case PARTNER_ADMIN_OF_THE_SAME_NAME ->
                TokenBuilder.token(clock)
                        .partner(partner)
                        .subject("alice")
                        .role("partner_admin")
                        .scope(EVERYTHING)
                        .sign();
            case ACCESS_KEY_OF_ANOTHER ->
                accessKey(person("bob", EVERYTHING), Scopes.known().toArray(String[]::new));
        };
    }

    private static List<Operation> operations() {
        List<Operation> operations = Operations.all().stream()
                .filter(operation -> EntriesDialect.isEntries(operation.path()))
                .toList();
        assertThat(operations).hasSize(32);
        return operations;
    }

    private List<String> rows() {
        List<String> rows = new ArrayList<>();
        for (String table : List.of("category", "entry", "two_factor", "env_project", "env_file", "access_key")) {
            rows.addAll(Superuser.texts("SELECT to_jsonb(t) - 'last_used_at' FROM " + table + " t WHERE id IN ('"
                    + String.join(
                            "', '",
                            things.category(),
                            things.entry(),
                            things.twoFactor(),
                            things.env(),
                            things.file(),
                            things.key())
                    + "')"));
        }
        assertThat(rows).hasSize(6);
        return rows;
    }

    @ParameterizedTest
    @EnumSource
    void whatIsAlicesIsNotThereForOthers(Stranger stranger) {
        List<String> before = rows();
        String credential = credentialOf(stranger);
        var softly = new SoftAssertions();
        for (Operation operation : operations()) {
            Response answer = stranger == Stranger.PARTNER_ADMIN_OF_THE_SAME_NAME
                    ? EntriesRequests.askForTenant(tenant, credential, operation, things)
                    : EntriesRequests.ask(credential, operation, things);
            String what = stranger + " " + operation.method() + " " + operation.path() + ": " + answer.statusCode()
                    + " " + answer.asString();
            softly.assertThat(answer.asString()).as(what).doesNotContain(mark).doesNotContain(things.entry());
            softly.assertThat(answer.statusCode()).as(what).isIn(allowed(stranger, operation));
        }
        softly.assertAll();
        assertThat(rows()).isEqualTo(before);
        assertThat(reveal(alice(), things.entry()).<String>path("value")).isEqualTo(mark);
    }

    private static List<Integer> allowed(Stranger stranger, Operation operation) {
        if (stranger == Stranger.PARTNER_ADMIN_OF_THE_SAME_NAME) {
            return List.of(403);
        }
        boolean noPerson = stranger == Stranger.SAME_NAME_AS_APPLICATION || stranger == Stranger.ACCESS_KEY_OF_ANOTHER;
        if (operation.security().equals("person") && noPerson) {
            return List.of(403);
        }
        boolean namesAThing = operation.path().contains("{") || operation.id().equals("createEntry");
        return namesAThing ? List.of(404) : List.of(200, 201);
    }
}
