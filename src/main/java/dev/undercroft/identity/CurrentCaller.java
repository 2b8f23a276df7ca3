package dev.undercroft.identity;

import jakarta.enterprise.context.RequestScoped;

/** The caller of the running request, once its credential is verified. */
@RequestScoped
public class CurrentCaller {

    private Caller caller;

    /** Whether anybody is known to ask. */
    public boolean isKnown() {
        return caller != null;
    }

    /** Who asks; throws {@link IllegalStateException} before the credential is verified. */
    public Caller get() {
        if (caller == null) {
            throw new IllegalStateException("nobody is known to ask yet");
        }
        return caller;
    }

    /** Says who asks, once per request. */
    public void set(Caller verified) {
        this.caller = verified;
    }
}
