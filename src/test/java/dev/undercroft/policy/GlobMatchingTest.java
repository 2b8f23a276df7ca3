package dev.undercroft.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobMatchingTest {

    @ParameterizedTest
    @CsvSource({
        "app/db/password, app/db/password",
        "app/*, app/key",
        "app/*/password, app/db/password",
        "app-*, app-1",
        "*-key, api-key",
        "a*c*e, abcde",
        "app/db-*-key, app/db-main-key",
        "app/db?, app/db1",
        "app/??, app/db",
        "**, key",
        "**, environments/production/db/password",
        "**/key, app/key",
        "**/key, app/db/key",
        "**/ssl/*, web/ssl/cert",
        "app/**, app",
        "app/**, app/key",
        "app/**, app/db/key",
        "app/**/key, app/key",
        "app/**/key, app/db/key",
        "app/**/key, app/db/main/key",
        "app/**/db/**/key, app/x/db/y/z/key",
        "a/**/b/**/b, a/b/b",
        "app/**/**, app",
        "**/app/**, shared/app",
        "**/**, app"
    })
    void a_pattern_matches(String pattern, String path) {
        assertThat(Glob.compile(pattern).matches(path)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "app/db, app/db/password",
        "app/db/password, app/db",
        "app, application",
        "app, my-app",
        "app/*, app",
        "app/*, app/db/key",
        "*, app/key",
        "app-*, app-",
        "a*b*c, abc",
        "app?, app",
        "app?key, app/key",
        "app*key, app/key",
        "**/key, key",
        "**/ssl/*, ssl/cert",
        "**/*/*, app/key",
        "app/**, application",
        "app/**, my/app",
        "app/**/key, app",
        "app/**/key, app/db",
        "a/**/b/**/b, a/b"
    })
    void a_pattern_does_not_match(String pattern, String path) {
        assertThat(Glob.compile(pattern).matches(path)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"secrets/*.key, secrets/tls-key", "App/*, app/key", "a.b, a-b", "[ab], a", "app/{x}, app/x"})
    void characters_that_no_path_holds_are_literal_and_never_match(String pattern, String path) {
        assertThat(Glob.compile(pattern).matches(path)).isFalse();
        assertThat(Glob.compile(pattern).matches(pattern.replace("*", "x"))).isTrue();
    }

    @Test
    void two_patterns_of_the_same_text_are_equal() {
        assertThat(Glob.compile("app/**"))
                .isEqualTo(Glob.compile("app/**"))
                .hasSameHashCodeAs(Glob.compile("app/**"))
                .isNotEqualTo(Glob.compile("app/**/**"))
                .hasToString("app/**");
    }
}
