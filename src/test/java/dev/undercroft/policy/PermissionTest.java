package dev.undercroft.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PermissionTest {

    @ParameterizedTest
    @CsvSource({"READ, read", "WRITE, write", "DELETE, delete", "LIST, list", "ROTATE, rotate", "ADMIN, admin"})
    void a_permission_is_known_by_its_lower_case_name(Permission permission, String wireName) {
        assertThat(permission.wireName()).isEqualTo(wireName);
        assertThat(Permission.of(wireName)).isEqualTo(permission);
    }

    @ParameterizedTest
    @ValueSource(strings = {"READ", "Read", "reads", "", "*", "sudo"})
    void another_name_is_refused(String wireName) {
        assertThatThrownBy(() -> Permission.of(wireName))
                .isInstanceOf(InvalidPolicyException.class)
                .hasMessageContaining("read, write, delete, list, rotate or admin");
    }

    @ParameterizedTest
    @EnumSource(Permission.class)
    void admin_covers_every_permission(Permission permission) {
        assertThat(Permission.ADMIN.covers(permission)).isTrue();
    }

    @Test
    void any_other_permission_covers_itself_alone() {
        assertThat(Permission.WRITE.covers(Permission.WRITE)).isTrue();
        assertThat(Permission.WRITE.covers(Permission.READ)).isFalse();
        assertThat(Permission.WRITE.covers(Permission.ADMIN)).isFalse();
    }
}
