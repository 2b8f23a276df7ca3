package dev.undercroft.stores;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.undercroft.audit.AuditEvent;
import dev.undercroft.audit.AuditTrail;
import dev.undercroft.audit.RequestAudit;
import dev.undercroft.clock.TimeOrderedIds;
import dev.undercroft.clock.Timestamps;
import dev.undercroft.crypto.Binding;
import dev.undercroft.crypto.SealException;
import dev.undercroft.tenancy.SealedValues;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** The secrets of the account's stores, written and described; values go in here and never out. Each call is a transaction. */
@ApplicationScoped
class StoreSecrets {

    /** A secret to make, read out of a body. */
    private record Draft(String name, String value, String[] scopes, String comment) {

        @Override
        public String toString() {
            return "Draft[" + name + "]";
        }
    }

    @Inject
    Account account;

    @Inject
    Counts counts;

    @Inject
    Fields fields;

    @Inject
    SealedValues sealed;

    @Inject
    RequestAudit request;

    @Inject
    AuditTrail trail;

    @Inject
    Clock clock;

    @Inject
    TimeOrderedIds ids;

    /** Makes secrets, all or none, in the order of the request. */
    @Transactional
    List<StoreSecretDocument.Full> create(String storeId, List<JsonNode> objects) {
        List<Draft> drafts = new ArrayList<>();
        for (int i = 0; i < objects.size(); i++) {
            JsonNode object = objects.get(i);
            String at = "/" + i;
            drafts.add(new Draft(
                    fields.name("secret", object, at),
                    fields.value(object, at),
                    fields.scopes(object, at),
                    fields.comment(object, at)));
        }
        String of = account.inTransaction();
        request.about(StoresPaths.store(of, storeId));
        counts.lock();
        Store store = Store.existing(storeId);
        counts.addSecrets(of, drafts.size());
        List<StoreSecret> made =
                drafts.stream().map(draft -> persist(store, draft)).toList();
        trail.recordInTransaction(made.stream().map(this::eventOf).toList());
        return made.stream().map(StoreSecrets::document).toList();
    }

    /** One secret, without its value. */
    @Transactional
    StoreSecretDocument.Full get(String storeId, String id) {
        request.about(StoresPaths.secret(account.inTransaction(), storeId, id));
        Store.existing(storeId);
        StoreSecret secret = StoreSecret.existing(storeId, id);
        trail.recordInTransaction(request.event());
        return document(secret);
    }

    /** Changes what is given; a value changes at once for every service that resolves it. */
    @Transactional
    StoreSecretDocument.Full change(String storeId, String id, JsonNode object) {
        String value = object.has("value") ? fields.value(object, "") : null;
        String[] scopes = object.has("scopes") ? fields.scopes(object, "") : null;
        String comment = object.has("comment") ? fields.comment(object, "") : null;
        request.about(StoresPaths.secret(account.inTransaction(), storeId, id));
        Store.existing(storeId);
        StoreSecret secret = StoreSecret.lock(storeId, id);
        if (scopes != null) {
            secret.scopes = scopes;
        }
        if (comment != null) {
            secret.comment = comment;
        }
        if (value != null) {
            put(secret, value);
        }
        secret.modifiedAt = Timestamps.now(clock);
        ObjectNode extra = JsonNodeFactory.instance.objectNode().put("value_modified", value != null);
        ArrayNode now = extra.putArray("scopes");
        List.of(secret.scopes).forEach(now::add);
        trail.recordInTransaction(request.event().withExtra(extra.toString()));
        return document(secret);
    }

    /** Deletes secrets, all or none. */
    @Transactional
    void delete(String storeId, List<String> secretIds) {
        String of = account.inTransaction();
        request.about(
                secretIds.size() == 1
                        ? StoresPaths.secret(of, storeId, secretIds.get(0))
                        : StoresPaths.store(of, storeId));
        counts.lock();
        Store.existing(storeId);
        if (StoreSecret.delete("storeId = ?1 and id in ?2", storeId, secretIds) < secretIds.size()) {
            throw StoresProblems.secretNotFound();
        }
        counts.removeSecrets(secretIds.size());
        trail.recordInTransaction(secretIds.stream()
                .map(id -> request.eventOf(StoresPaths.secret(of, storeId, id)))
                .toList());
    }

    /** Copies a secret with its value under another name; from then on the two have nothing to do with each other. */
    @Transactional
    StoreSecretDocument.Full duplicate(String storeId, String id, JsonNode object) {
        String name = fields.name("secret", object, "");
        String[] scopes = fields.scopes(object, "");
        String comment = fields.comment(object, "");
        String of = account.inTransaction();
        request.about(StoresPaths.secret(of, storeId, id));
        counts.lock();
        Store store = Store.existing(storeId);
        StoreSecret source = StoreSecret.lock(storeId, id);
        counts.addSecrets(of, 1);
        StoreSecret copy = persist(store, new Draft(name, open(source), scopes, comment));
        trail.recordInTransaction(eventOf(copy)
                .withExtra(JsonNodeFactory.instance
                        .objectNode()
                        .put("duplicated_from_id", id)
                        .toString()));
        return document(copy);
    }

    /** The place that a secret's value is sealed for. */
    static Binding binding(String realmId, String id, long valueVersion) {
        return new Binding(realmId, "store_secret", id, valueVersion);
    }

    static StoreSecretDocument.Full document(StoreSecret secret) {
        return new StoreSecretDocument.Full(
                secret.id,
                secret.name,
                secret.storeId,
                secret.comment,
                List.of(secret.scopes),
                "active",
                Timestamps.micros(secret.createdAt),
                Timestamps.micros(secret.modifiedAt));
    }

    private StoreSecret persist(Store store, Draft draft) {
        if (StoreSecret.count("storeId = ?1 and name = ?2", store.id, draft.name()) > 0) {
            throw StoresProblems.secretExists(draft.name());
        }
        StoreSecret secret = new StoreSecret();
        secret.id = ids.next("", 32);
        secret.realmId = store.realmId;
        secret.storeId = store.id;
        secret.name = draft.name();
        secret.comment = draft.comment();
        secret.scopes = draft.scopes();
        put(secret, draft.value());
        secret.createdAt = Timestamps.now(clock);
        secret.modifiedAt = secret.createdAt;
        secret.persistAndFlush();
        return secret;
    }

    private void put(StoreSecret secret, String value) {
        secret.valueVersion++;
        secret.sealed = sealed.seal(binding(secret.realmId, secret.id, secret.valueVersion), "value", value);
    }

    private String open(StoreSecret secret) {
        try {
            return sealed.open(binding(secret.realmId, secret.id, secret.valueVersion), secret.sealed);
        } catch (SealException shut) {
            throw SealedValues.doesNotOpen();
        }
    }

    private AuditEvent eventOf(StoreSecret secret) {
        return request.eventOf(StoresPaths.secret(secret.realmId, secret.storeId, secret.id));
    }
}
