package dev.undercroft.tenancy;

import jakarta.enterprise.context.RequestScoped;

/**
 * The owner of the rows that the running request or job may see. Chosen once; both walls read it: Hibernate's
 * discriminator and PostgreSQL's row-level security.
 */
@RequestScoped
public class Realm {

    private String id;

    /** Chooses the realm; throws {@link IllegalStateException} when another one is chosen already. */
    public void choose(String realmId) {
        if (id != null && !id.equals(realmId)) {
            throw new IllegalStateException("this request acts in another realm already");
        }
        id = realmId;
    }

    /** The chosen realm; throws {@link IllegalStateException} before the choice, so that forgetting it is loud. */
    public String id() {
        if (id == null) {
            throw new IllegalStateException("no realm is chosen");
        }
        return id;
    }

    /** Whether a realm is chosen. */
    public boolean isChosen() {
        return id != null;
    }
}
