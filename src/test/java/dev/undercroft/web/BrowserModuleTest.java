package dev.undercroft.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The browser module as the service hands it out. */
@QuarkusTest
class BrowserModuleTest {

    private static final String ENTRY = "/js/undercroft-vault.js";
    private static final String ARGON2 = "/js/hash-wasm/argon2.umd.min.js";
    private static final Pattern IMPORT = Pattern.compile("from \"(\\./[a-z0-9/-]+\\.js)\"");

    @Test
    void theModuleAndAllThatItImportsIsServedToAnybodyAndNeverStale() {
        Set<String> served = new LinkedHashSet<>();
        Deque<String> wanted = new ArrayDeque<>(Set.of(ENTRY));
        while (!wanted.isEmpty()) {
            String path = wanted.pop();
            if (served.add(path)) {
                IMPORT.matcher(source(path))
                        .results()
                        .map(found -> path.substring(0, path.lastIndexOf('/'))
                                + found.group(1).substring(1))
                        .forEach(wanted::push);
            }
        }
        assertThat(served).hasSizeGreaterThan(10);
    }

    @Test
    void argon2IsServedWithItsLicence() {
        Assumptions.assumeTrue(
                getClass().getResource("/META-INF/resources" + ARGON2) != null,
                "skipped: the build could not fetch Argon2 from the npm registry");

        given().get(ARGON2).then().statusCode(200).body(containsString("@license MIT"));
        given().get("/js/hash-wasm/LICENSE").then().statusCode(200).body(startsWith("MIT License"));
    }

    private static String source(String path) {
        return given().get(path)
                .then()
                .statusCode(200)
                .contentType("text/javascript")
                .header("Cache-Control", equalTo("no-cache"))
                .header("X-Content-Type-Options", equalTo("nosniff"))
                .extract()
                .asString();
    }
}
