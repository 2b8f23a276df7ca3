package dev.undercroft.audit;

import dev.undercroft.web.Outage;
import dev.undercroft.web.Problem;
import dev.undercroft.web.ProblemCode;
import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.agroal.DataSource;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.hibernate.Session;
import org.jboss.logging.Logger;

/** Writes events. Thread safe. */
@ApplicationScoped
public class AuditTrail {

    private static final Logger LOG = Logger.getLogger(AuditTrail.class);
    private static final String INSERT = AuditRows.insertFrom(
            "(SELECT *, " + AuditRows.instant("at_micros") + " AS occurred_at FROM unnest(" + AuditRows.ARRAYS
                    + ") AS given(" + AuditRows.NAMES + ")) AS event",
            "event_realm_id",
            "code");

    private final GroupCommit<List<AuditEvent>, Boolean> commits;

    @Inject
    EntityManager entities;

    @Inject
    RequestAudit request;

    @Inject
    public AuditTrail(@DataSource("batch") AgroalDataSource connections, MeterRegistry meters) {
        this.commits = new GroupCommit<>("events", connections, AuditTrail::insertAll, meters);
    }

    /** Records an event in the running transaction, so that a change and its event stand or fall together. */
    public void recordInTransaction(AuditEvent event) {
        recordInTransaction(List.of(event));
    }

    /** The same for several events, in one statement. */
    public void recordInTransaction(List<AuditEvent> events) {
        // The change goes first: an event must not be written for a change that the database refuses.
        entities.flush();
        entities.unwrap(Session.class).doWork(connection -> {
            try {
                insert(connection, events);
            } catch (SQLException failed) {
                LOG.warnf("an event could not be written: %s", Outage.summary(failed));
                throw new Problem(ProblemCode.SERVICE_UNAVAILABLE);
            }
        });
    }

    /** Completes once the event is durable; fails when it can't be written, and then nothing may leave. */
    public Uni<Void> record(AuditEvent event) {
        return recordAll(List.of(event));
    }

    /** Completes once all events are durable. */
    public Uni<Void> recordAll(List<AuditEvent> events) {
        return Uni.createFrom().completionStage(() -> commits.submit(events)).replaceWithVoid();
    }

    /** Records the running request's success and waits for it; for threads that may block. */
    public void recordNow() {
        try {
            commits.submit(List.of(request.event())).join();
        } catch (CompletionException failed) {
            throw new Problem(ProblemCode.SERVICE_UNAVAILABLE);
        }
    }

    private static List<Boolean> insertAll(Connection connection, List<List<AuditEvent>> batch) throws SQLException {
        var events = new ArrayList<AuditEvent>();
        batch.forEach(events::addAll);
        insert(connection, events);
        return Collections.nCopies(batch.size(), true);
    }

    private static void insert(Connection connection, List<AuditEvent> events) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            AuditRows.bind(statement, 1, events);
            statement.executeUpdate();
        }
    }

    @PreDestroy
    void close() {
        commits.close();
    }
}
