/**
 * Time: the injectable clock, ids in the order of time, and how durations and timestamps are written on the wire.
 *
 * <p>Owns every conversion between text and time; uses no other package. A reader starts at {@link
 * dev.undercroft.clock.Durations} and {@link dev.undercroft.clock.Timestamps}.
 */
package dev.undercroft.clock;
