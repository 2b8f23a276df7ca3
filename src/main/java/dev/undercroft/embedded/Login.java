package dev.undercroft.embedded;

/**
 * A role of the database and its password. Immutable.
 *
 * @param user name of the role
 * @param password its password in the clear; {@link #toString} does not show it
 */
public record Login(String user, String password) {

    @Override
    public String toString() {
        return "Login[user=" + user + ", password=***]";
    }
}
