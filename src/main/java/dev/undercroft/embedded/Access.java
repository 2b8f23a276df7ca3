package dev.undercroft.embedded;

/**
 * How to reach the embedded database. Immutable; its text shows no password.
 *
 * @param jdbcUrl address of the database {@code undercroft}, without user and password
 * @param owner owns the database and its schema: for migrations
 * @param application may connect, and do what the owner grants it: for requests
 * @param batch may connect, and do what the owner grants it: for scheduled work
 */
public record Access(String jdbcUrl, Login owner, Login application, Login batch) {

    static Access of(int port, Credentials credentials) {
        return new Access(
                "jdbc:postgresql://127.0.0.1:" + port + "/" + Roles.DATABASE,
                new Login(Roles.OWNER, credentials.owner()),
                new Login(Roles.APPLICATION, credentials.application()),
                new Login(Roles.BATCH, credentials.batch()));
    }
}
