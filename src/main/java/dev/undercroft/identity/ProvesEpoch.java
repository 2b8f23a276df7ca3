package dev.undercroft.identity;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks resources whose own statements prove that what they were allowed by still holds. Requests without this and
 * without {@link NeedsNoProof} are judged by the database's state, looked up before they go on.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface ProvesEpoch {}
