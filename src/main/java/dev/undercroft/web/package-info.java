/**
 * What all doors share on the wire: problems and their dialects, request ids, paths, cursors, entity tags, limits.
 *
 * <p>Uses {@code clock} and {@code crypto}. Start at {@link dev.undercroft.web.Problem}.
 */
package dev.undercroft.web;
