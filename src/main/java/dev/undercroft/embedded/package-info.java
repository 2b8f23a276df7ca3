/**
 * The embedded PostgreSQL of a first run: real server binaries, run and kept alive beside the service.
 *
 * <p>It owns what it puts into the data directory: {@code postgres} (the cluster), {@code postgres-<platform>-<digest>}
 * (the binaries), {@code postgres.properties} (the passwords), {@code postgres.port}, {@code postgres.log} and
 * {@code undercroft.lock}. It knows no other package of the service and no framework; it uses the JDK, the PostgreSQL
 * driver, Commons Compress and JBoss Logging.
 *
 * <p>A reader starts at {@link dev.undercroft.embedded.EmbeddedPostgres}, goes on to {@code Supervisor} (the thread that
 * starts the server, starts it again and stops it), then {@code Server} (one process) and {@code Unprivileged} (under
 * which user it runs).
 */
package dev.undercroft.embedded;
