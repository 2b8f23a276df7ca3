/**
 * The command line: serve, token, get, keygen, migrate, rotate-root-key, version.
 *
 * <p>Starts the service or works beside it. May use every other package. Start at {@link dev.undercroft.cli.Undercroft}.
 */
package dev.undercroft.cli;
