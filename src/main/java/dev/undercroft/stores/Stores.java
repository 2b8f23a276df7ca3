package dev.undercroft.stores;

import com.fasterxml.jackson.databind.JsonNode;
import dev.undercroft.audit.AuditEvent;
import dev.undercroft.audit.AuditTrail;
import dev.undercroft.audit.RequestAudit;
import dev.undercroft.clock.TimeOrderedIds;
import dev.undercroft.clock.Timestamps;
import dev.undercroft.web.Problem;
import dev.undercroft.web.ProblemCode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The account's stores. Each call is a transaction. */
@ApplicationScoped
class Stores {

    @Inject
    Account account;

    @Inject
    Counts counts;

    @Inject
    Fields fields;

    @Inject
    EntityManager entities;

    @Inject
    RequestAudit request;

    @Inject
    AuditTrail trail;

    @Inject
    Clock clock;

    @Inject
    TimeOrderedIds ids;

    /** A page of stores. */
    @Transactional
    StoreDocument.Many list(PageRequest page) {
        request.about(StoresPaths.stores(account.inTransaction()));
        trail.recordInTransaction(request.event());
        List<Store> found = stores("SELECT * FROM store WHERE realm_id = current_realm()" + page.orderBy(), page);
        long total = Store.count();
        return new StoreDocument.Many(
                true,
                List.of(),
                List.of(),
                found.stream().map(Stores::document).toList(),
                page.info(found.size(), total));
    }

    /** Makes stores, all or none. */
    @Transactional
    List<StoreDocument.Full> create(List<JsonNode> drafts, boolean several) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < drafts.size(); i++) {
            names.add(fields.name("store", drafts.get(i), several ? "/" + i : ""));
        }
        String of = account.inTransaction();
        counts.lock();
        counts.addStores(names.size());
        Instant now = Timestamps.now(clock);
        List<StoreDocument.Full> made =
                names.stream().map(name -> document(persist(of, name, now))).toList();
        trail.recordInTransaction(made.stream()
                .map(store -> request.eventOf(StoresPaths.store(of, store.id())))
                .toList());
        return made;
    }

    /** One store. */
    @Transactional
    StoreDocument.Full get(String id) {
        request.about(StoresPaths.store(account.inTransaction(), id));
        Store store = Store.existing(id);
        trail.recordInTransaction(request.event());
        return document(store);
    }

    /** Deletes a store; one with secrets only by force, and then with them. */
    @Transactional
    void delete(String id, boolean force) {
        request.about(StoresPaths.store(account.inTransaction(), id));
        counts.lock();
        Store store = Store.existing(id);
        List<String> secrets = StoreSecret.idsOf(id);
        if (!secrets.isEmpty() && !force) {
            throw new Problem(ProblemCode.STORE_NOT_EMPTY, "store_not_empty");
        }
        store.delete();
        counts.removeStore();
        counts.removeSecrets(secrets.size());
        List<AuditEvent> events = new ArrayList<>(List.of(request.event()));
        secrets.forEach(secret -> events.add(request.eventOf(StoresPaths.secret(store.realmId, id, secret))));
        trail.recordInTransaction(events);
    }

    /** How many secrets the account has and may have. */
    @Transactional
    StoreDocument.Quota quota() {
        String of = account.inTransaction();
        request.about(StoresPaths.quota(of));
        trail.recordInTransaction(request.event());
        return new StoreDocument.Quota(new StoreDocument.Count(counts.quota(of), counts.secrets()));
    }

    private Store persist(String of, String name, Instant now) {
        if (Store.count("name", name) > 0) {
            throw StoresProblems.storeExists(name);
        }
        Store store = new Store();
        store.id = ids.next("", 32);
        store.realmId = of;
        store.name = name;
        store.createdAt = now;
        store.modifiedAt = now;
        store.persistAndFlush();
        return store;
    }

    @SuppressWarnings("unchecked")
    private List<Store> stores(String sql, PageRequest page) {
        return entities.createNativeQuery(sql, Store.class)
                .setFirstResult(page.offset())
                .setMaxResults(page.perPage())
                .getResultList();
    }

    private static StoreDocument.Full document(Store store) {
        return new StoreDocument.Full(
                store.id,
                store.name,
                Timestamps.micros(store.createdAt),
                Timestamps.micros(store.modifiedAt),
                store.realmId);
    }
}
