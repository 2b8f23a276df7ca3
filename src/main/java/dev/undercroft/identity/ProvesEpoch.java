package dev.undercroft.identity;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks resources whose own statements prove that what they were allowed by still holds, and {@code whoami}, which needs
 * no proof. Every other request is judged by the database's state, looked up before it goes on.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface ProvesEpoch {}
