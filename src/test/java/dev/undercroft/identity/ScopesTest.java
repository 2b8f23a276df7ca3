package dev.undercroft.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.undercroft.testing.ApiTest;
import dev.undercroft.testing.Operations;
import io.quarkus.test.junit.QuarkusTest;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What an access key may carry is what operations ask for: a new door can't forget its scopes. */
@QuarkusTest
class ScopesTest extends ApiTest {

    @Test
    void theKnownScopesAreThoseOfTheApiDocument() {
        assertThat(Scopes.known())
                .containsExactlyInAnyOrderElementsOf(Operations.all().stream()
                        .flatMap(operation -> operation.scopes().stream())
                        .collect(Collectors.toSet()));
    }
}
