/**
 * The trail: who did what to which path, for which realm, and how it ended.
 *
 * <p>A change records its event in its own transaction; everything else is recorded by {@link
 * dev.undercroft.audit.AuditTrail}, durable before an answer leaves. Uses {@code identity}, {@code web}, {@code clock}.
 * Start at {@link dev.undercroft.audit.AuditTrail} and, for the shared commits, {@link dev.undercroft.audit.GroupCommit}.
 */
package dev.undercroft.audit;
