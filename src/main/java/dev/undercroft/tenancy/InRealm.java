package dev.undercroft.tenancy;

import io.quarkus.arc.Arc;
import io.quarkus.arc.ManagedContext;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.Callable;

/** Runs work in a realm and a transaction of its own, whatever realm the caller is in. Thread safe. */
@ApplicationScoped
public class InRealm {

    @Inject
    Realm realm;

    /** The result of the work; its exception rolls the transaction back and comes out as it is when unchecked. */
    public <T> T call(String realmId, Callable<T> work) {
        ManagedContext context = Arc.container().requestContext();
        var outer = context.getStateIfActive();
        if (outer != null) {
            context.deactivate();
        }
        context.activate();
        try {
            realm.choose(realmId);
            return QuarkusTransaction.requiringNew().call(work);
        } finally {
            context.terminate();
            if (outer != null) {
                context.activate(outer);
            }
        }
    }

    /** The same for work without a result. */
    public void run(String realmId, Runnable work) {
        call(realmId, () -> {
            work.run();
            return true;
        });
    }
}
