package dev.undercroft.tenancy;

import jakarta.enterprise.context.RequestScoped;

/** The running request's {@link Access}, once {@link AccessFilter} has let it in. */
@RequestScoped
public class CurrentAccess {

    private Access access;

    /** The access; throws {@link IllegalStateException} on a resource that is not behind the filter. */
    public Access get() {
        if (access == null) {
            throw new IllegalStateException("this resource lacks @RequiresAccess");
        }
        return access;
    }

    void set(Access granted) {
        this.access = granted;
    }
}
