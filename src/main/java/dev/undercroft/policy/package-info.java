/**
 * Access policies: path globs, permissions, conditions, their evaluation, and the policies of a realm as stored and
 * sent.
 *
 * <p>Uses {@code tenancy} and what lies below it. A reader starts at {@link dev.undercroft.policy.Evaluation} for the
 * meaning of a policy, at {@link dev.undercroft.policy.Authorization} for how a request is judged by it.
 */
package dev.undercroft.policy;
