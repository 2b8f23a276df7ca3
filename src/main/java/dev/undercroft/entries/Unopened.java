package dev.undercroft.entries;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.jboss.logging.Logger;

/** Raises the alarm over values that do not open: somebody changed or moved a row, or a key is lost. Thread safe. */
@Startup
@ApplicationScoped
class Unopened {

    private static final Logger LOG = Logger.getLogger(Unopened.class);

    private final Counter counter;

    @Inject
    Unopened(MeterRegistry meters) {
        this.counter = Counter.builder("undercroft.entries.unopened")
                .description("Values of the entries door that did not open")
                .register(meters);
    }

    /** Tells the log and the metrics of one. */
    void report(String realmId, String target) {
        counter.increment();
        LOG.errorf("the value of %s in %s does not open: it was changed or moved, or its key is lost", target, realmId);
    }
}
