/**
 * Time: the injectable clock, and how durations and timestamps are written on the wire.
 *
 * <p>Owns every conversion between text and time; uses the JDK only. A reader starts at {@link
 * dev.undercroft.clock.Durations} and {@link dev.undercroft.clock.Timestamps}.
 */
package dev.undercroft.clock;
