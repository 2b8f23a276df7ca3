package dev.undercroft.identity;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks resources that need a caller in a realm. The scopes that an operation's OpenAPI security requirement states are
 * the ones that {@code tenancy.AccessFilter} enforces, so that the document can't say something else than the service does.
 */
@NameBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface RequiresAccess {}
