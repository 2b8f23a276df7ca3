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
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** All of an owner's values as one {@code .env} text. */
@ApplicationScoped
class Export {

    private static final int LONGEST = 64 * 1024 * 1024;
    private static final int ROWS_AT_ONCE = 500;

    /** A row of the export's statement. */
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
    @Transactional
    String text() {
        String of = owner.inTransaction();
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

    private void append(StringBuilder text, Found row, String value) {
        text.append(EnvLine.comment(row.category(), row.name(), row.environment()));
        switch (KeyType.of(row.keyType())) {
            case SIMPLE -> text.append(EnvLine.assignment(row.envVarName(), value));
            case GROUP -> appendFields(text, row, value);
        }
        text.append('\n');
        if (text.length() > LONGEST) {
            throw new Problem(
                    ProblemCode.PAYLOAD_TOO_LARGE,
                    "The export would be larger than 64 MiB; reveal the entries one by one.");
        }
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
