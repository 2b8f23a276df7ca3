package dev.undercroft.entries;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.undercroft.audit.AuditEvent;
import dev.undercroft.audit.AuditTrail;
import dev.undercroft.audit.RequestAudit;
import dev.undercroft.crypto.SealException;
import dev.undercroft.tenancy.SealedValues;
import dev.undercroft.web.Problem;
import dev.undercroft.web.ProblemCode;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;

/** All of an owner's values as one {@code .env} text. */
@ApplicationScoped
class Export {

    private static final long MOST_BYTES = 8L * 1024 * 1024;
    private static final long MOST_ENTRIES = 20_000;
    // An export is in memory as a whole, several times over.
    private static final int MOST_AT_ONCE = 2;
    private static final int ROWS_AT_ONCE = 500;

    /** A row of the export's statement. */
    @RegisterForReflection
    record Found(
            String category,
            String keyType,
            String envVarName,
            String[] fieldDefinitions,
            UUID id,
            String name,
            String environment,
            byte[] sealed,
            long valueVersion) {}

    private static final String SELECT = "select c.name, c.keyType, c.envVarName, c.fieldDefinitions, e.id, e.name,"
            + " e.environment, e.sealed, e.valueVersion from Entry e join Category c on c.owner = e.owner"
            + " and c.id = e.categoryId"
            + " where e.owner = :owner order by c.createdAt, c.id, e.createdAt, e.id";

    private static final String SIZE = "SELECT count(*), coalesce(sum(octet_length(sealed)), 0) FROM entry"
            + " WHERE realm_id = current_realm() AND owner = ?1";

    private final Semaphore running = new Semaphore(MOST_AT_ONCE);

    @Inject
    Owner owner;

    @Inject
    SealedValues sealed;

    @Inject
    Unopened unopened;

    @Inject
    ObjectMapper json;

    @Inject
    EntityManager entities;

    @Inject
    RequestAudit request;

    @Inject
    AuditTrail trail;

    /**
     * Every entry as a block, by category and then in the order of creation. Each entry has an event of its own, durable
     * before the text leaves. One value that does not open fails the whole with {@code internal_error}.
     */
    String text() {
        if (!running.tryAcquire()) {
            throw new Problem(
                    ProblemCode.SERVICE_UNAVAILABLE, "Others export just now; retry as the header 'Retry-After' says.");
        }
        try {
            return QuarkusTransaction.requiringNew().call(this::textOfOwner);
        } finally {
            running.release();
        }
    }

    private String textOfOwner() {
        String of = owner.inTransaction();
        requireMeasure(of);
        var text = new StringBuilder();
        List<AuditEvent> events = new ArrayList<>();
        try (Stream<Found> rows = entities.createQuery(SELECT, Found.class)
                .setParameter("owner", of)
                .setHint("org.hibernate.fetchSize", ROWS_AT_ONCE)
                .getResultStream()) {
            rows.forEach(row -> {
                append(text, row, open(of, row));
                events.add(request.eventOf(Targets.entry(row.id())));
            });
        }
        trail.recordInTransaction(events.isEmpty() ? List.of(request.event()) : events);
        return text.toString();
    }

    private void requireMeasure(String of) {
        Object[] size =
                (Object[]) entities.createNativeQuery(SIZE).setParameter(1, of).getSingleResult();
        if (((Number) size[0]).longValue() > MOST_ENTRIES || ((Number) size[1]).longValue() > MOST_BYTES) {
            throw new Problem(
                    ProblemCode.PAYLOAD_TOO_LARGE,
                    "An export has at most 20000 entries and 8 MiB of values; reveal the entries one by one.");
        }
    }

    private void append(StringBuilder text, Found row, String value) {
        text.append(EnvLine.comment(row.category(), row.name(), row.environment()));
        switch (KeyType.of(row.keyType())) {
            case SIMPLE -> text.append(EnvLine.assignment(row.envVarName(), value));
            case GROUP -> appendFields(text, row, value);
        }
        text.append('\n');
    }

    /** In the category's order; a field that was defined after the value was written is left out. */
    private void appendFields(StringBuilder text, Found row, String value) {
        JsonNode fields = parsed(value);
        for (String name : row.fieldDefinitions()) {
            if (fields.has(name)) {
                text.append(EnvLine.assignment(name, fields.get(name).textValue()));
            }
        }
    }

    private JsonNode parsed(String value) {
        try {
            return json.readTree(value);
        } catch (JsonProcessingException impossible) {
            // Without the cause: its message repeats the text.
            throw new IllegalStateException("a sealed group is no JSON");
        }
    }

    private String open(String of, Found row) {
        try {
            return sealed.open(Bindings.entry(owner.realmId(), of, row.id(), row.valueVersion()), row.sealed());
        } catch (SealException shut) {
            unopened.report(owner.realmId(), Targets.entry(row.id()));
            throw new Problem(
                    ProblemCode.INTERNAL_ERROR,
                    "The value of the entry '" + row.name() + "' (" + row.id()
                            + ") does not open, so there is no export; write it anew or delete it.");
        }
    }
}
