/**
 * The entries door: categories of keys, an entry per project, an explicit reveal, {@code .env} export, one-time codes, env
 * files, and the access keys of the whole service over HTTP.
 *
 * <p>Everything has an owner, an identity in its own tenant; to everybody else it does not exist. Uses the kernel, not
 * {@code policy}: ownership and scopes decide here. Start at {@link dev.undercroft.entries.EntryResource}, then {@link
 * dev.undercroft.entries.RevealEntry} for the only way to a value.
 */
package dev.undercroft.entries;
