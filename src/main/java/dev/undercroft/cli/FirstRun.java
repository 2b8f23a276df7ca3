package dev.undercroft.cli;

import dev.undercroft.tenancy.FirstRealms;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes the first realms of a first run before anybody can ask for them: the service listens behind this event. */
@ApplicationScoped
class FirstRun {

    private static final int BEHIND_THE_CHECKS_OF_THE_DATABASE = Interceptor.Priority.LIBRARY_AFTER;

    @Inject
    FirstRealms firstRealms;

    @ConfigProperty(name = Serve.FIRST_RUN, defaultValue = "false")
    boolean firstRun;

    void makeRealms(@Observes @Priority(BEHIND_THE_CHECKS_OF_THE_DATABASE) StartupEvent started) {
        if (firstRun) {
            firstRealms.make();
        }
    }
}
