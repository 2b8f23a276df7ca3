package dev.undercroft.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Two replicas restarted one after the other under load, as a deployment does it: a replica is taken out of the service
 * first, then told to stop, and its successor comes in when it is ready.
 */
class RollingRestartIT {

    private static final int CLIENTS = 8;
    private static final String SECRET = "/v1/secrets/app/db";

    private final AtomicBoolean loaded = new AtomicBoolean(true);
    private final AtomicIntegerArray turns = new AtomicIntegerArray(CLIENTS);
    private final AtomicInteger answered = new AtomicInteger();
    private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
    private final List<ServiceProcess> endpoints = new CopyOnWriteArrayList<>();

    @Test
    void noRequestFails() throws Exception {
        Path data = DataDirectory.make();
        ServiceProcess.makeSigningKey(data);
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try (ExternalDatabase database = ExternalDatabase.start()) {
            Map<String, String> environment = database.environment();
            environment.put("UNDERCROFT_ROOT_KEY_VALUE", ServiceProcess.rootKey(data));
            endpoints.add(ServiceProcess.start(data, environment));
            endpoints.add(ServiceProcess.start(data, environment));
            String token = tokenOfNewTenant(data);
            for (int client = 0; client < CLIENTS; client++) {
                int number = client;
                clients.execute(() -> load(number, token));
            }

            for (ServiceProcess old : List.copyOf(endpoints)) {
                endpoints.remove(old);
                awaitAllTurned();
                old.stop();
                endpoints.add(ServiceProcess.start(data, environment));
                awaitAllTurned();
            }

            loaded.set(false);
            clients.shutdown();
            assertThat(clients.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
            assertThat(failures).isEmpty();
            assertThat(answered).hasValueGreaterThan(100);
        } finally {
            loaded.set(false);
            clients.shutdownNow();
            endpoints.forEach(ServiceProcess::close);
        }
    }

    @Test
    void aRequestUnderWayIsAnsweredBeforeTheEnd() throws Exception {
        Path data = DataDirectory.make();
        ServiceProcess.makeSigningKey(data);
        try (ExternalDatabase database = ExternalDatabase.start()) {
            Map<String, String> environment = database.environment();
            environment.put("UNDERCROFT_ROOT_KEY_VALUE", ServiceProcess.rootKey(data));
            try (ServiceProcess service = ServiceProcess.start(data, environment)) {
                endpoints.add(service);
                String token = tokenOfNewTenant(data);
                CompletableFuture<HttpResponse<String>> write;
                CompletableFuture<Integer> end;
                try (Connection elsewhere = database.superuser();
                        Statement lock = elsewhere.createStatement()) {
                    elsewhere.setAutoCommit(false);
                    lock.execute("SELECT 1 FROM secret FOR UPDATE");
                    write = CompletableFuture.supplyAsync(() -> service.put(SECRET, token, "{\"data\": {\"n\": 1}}"));
                    ServiceProcess.await("the write waits for the row", () -> database.hasWaiting());
                    end = CompletableFuture.supplyAsync(service::stopNow);
                    ServiceProcess.await("it waits for what is under way", () -> service.log()
                            .contains("Waiting for HTTP requests to complete"));
                    assertThat(write).isNotDone();
                    elsewhere.rollback();
                }

                assertThat(write.join().statusCode()).isEqualTo(200);
                assertThat(end.join()).isIn(0, 143);
            }
        }
    }

    private String tokenOfNewTenant(Path data) throws Exception {
        String superAdmin = ServiceProcess.token(data, "--role", "super_admin", "--scope", "admin");
        ServiceProcess any = endpoints.get(0);
        any.post("/v1/identity/partners", superAdmin, "{\"id\": \"ptn_roll\", \"name\": \"Roll\"}");
        any.post(
                "/v1/identity/tenants",
                superAdmin,
                "{\"id\": \"tnt_roll\", \"name\": \"Roll\", \"partner_id\": \"ptn_roll\"}");
        String token = ServiceProcess.token(
                data, "--tenant", "tnt_roll", "--role", "tenant_admin", "--scope", "secrets:read secrets:write");
        assertThat(any.put(SECRET, token, "{\"data\": {\"n\": 0}}").statusCode())
                .isEqualTo(201);
        return token;
    }

    /**
     * Each client's next request but one is sent: to nobody who left before, which is what a pod's pause before its end is
     * for, and to everybody who came.
     */
    private void awaitAllTurned() {
        int[] before = new int[CLIENTS];
        Arrays.setAll(before, turns::get);
        ServiceProcess.await("all clients have asked again", () -> IntStream.range(0, CLIENTS)
                .allMatch(client -> turns.get(client) > before[client] + 2));
    }

    /** Writes and reads in turn until the load ends, at whatever endpoint the service has. */
    private void load(int client, String token) {
        for (int i = 0; loaded.get(); i++) {
            turns.set(client, i);
            ServiceProcess[] now = endpoints.toArray(ServiceProcess[]::new);
            ServiceProcess replica = now[(client + i) % now.length];
            try {
                HttpResponse<String> answer = i % 4 == 0
                        ? replica.put(SECRET, token, "{\"data\": {\"n\": " + i + "}}")
                        : replica.get(SECRET, token);
                if (answer.statusCode() != 200) {
                    failures.add(answer.statusCode() + " " + answer.body());
                }
                answered.incrementAndGet();
            } catch (RuntimeException broken) {
                failures.add(broken.toString());
            }
        }
    }
}
