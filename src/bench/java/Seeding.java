import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fills a fresh service over HTTP: a partner, its tenants with a policy each, and their secrets. */
final class Seeding {

    private static final int CONNECTIONS = 64;
    private static final int PROGRESS_SECONDS = 5;
    private static final Pattern POLICY_ID = Pattern.compile("\"id\":\"(pol_[^\"]+)\"");
    private static final String POLICY =
            "{\"name\":\"read\",\"rules\":[{\"path_pattern\":\"app/**\",\"permissions\":[\"read\"]}]}";
    private static final String BINDING =
            "{\"identity_type\":\"service_account\",\"identity_id\":\"" + Tokens.READER_ID + "\"}";

    @FunctionalInterface
    private interface Step {
        void take(Connection connection, SplittableRandom random, int index) throws IOException;
    }

    private final int port;
    private final DataSet data;
    private final String superAdmin;
    private final String partnerAdmin;

    Seeding(int port, DataSet data, Tokens tokens) throws GeneralSecurityException {
        this.port = port;
        this.data = data;
        this.superAdmin = tokens.superAdmin();
        this.partnerAdmin = tokens.partnerAdmin();
    }

    /** Fills it, with progress on standard error; throws at the first refusal. */
    void run() throws IOException, InterruptedException {
        inParallel("partner", 1, this::makePartner);
        inParallel("tenants", data.tenants(), this::makeTenant);
        inParallel("secrets", data.secrets(), this::writeSecret);
    }

    private void makePartner(Connection connection, SplittableRandom random, int index) throws IOException {
        String partner = "{\"id\":\"" + Tokens.PARTNER + "\",\"name\":\"Benchmark\"}";
        send(connection, random, Template.of("POST", "/v1/identity/partners", superAdmin, partner));
    }

    private void makeTenant(Connection connection, SplittableRandom random, int index) throws IOException {
        String id = DataSet.tenantId(index);
        String tenant =
                "{\"id\":\"%s\",\"name\":\"Tenant %d\",\"partner_id\":\"%s\"}".formatted(id, index, Tokens.PARTNER);
        send(connection, random, Template.of("POST", "/v1/identity/tenants", superAdmin, tenant));
        String policies = "/v1/t/" + id + "/policies";
        String answer = send(connection, random, Template.of("POST", policies, partnerAdmin, POLICY));
        Matcher policyId = POLICY_ID.matcher(answer);
        if (!policyId.find()) {
            throw new IOException("the new policy has no id: " + answer);
        }
        String bindings = policies + "/" + policyId.group(1) + "/bindings";
        send(connection, random, Template.of("POST", bindings, partnerAdmin, BINDING));
    }

    private void writeSecret(Connection connection, SplittableRandom random, int index) throws IOException {
        // Neighbours in time belong to different tenants, so that writers don't meet in one.
        String tenantId = DataSet.tenantId(index % data.tenants());
        String path = "/v1/t/" + tenantId + "/secrets/" + DataSet.path(index / data.tenants());
        send(connection, random, Template.of("PUT", path, partnerAdmin, Requests.VALUE));
    }

    private static String send(Connection connection, SplittableRandom random, Template template) throws IOException {
        byte[] request = template.fill(random);
        int status = connection.exchange(request, request.length);
        if (status < 200 || status > 299) {
            throw new IOException("seeding was refused: " + status + " " + connection.body());
        }
        return connection.body();
    }

    private void inParallel(String what, int count, Step step) throws IOException, InterruptedException {
        AtomicInteger next = new AtomicInteger();
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < Math.min(CONNECTIONS, count); i++) {
                all.add(threads.submit(() -> {
                    takeSteps(next, count, step);
                    return null;
                }));
            }
            for (Future<?> one : all) {
                await(one, () -> progress(what, Math.min(next.get(), count), count));
            }
        } finally {
            threads.shutdownNow();
        }
        progress(what, count, count);
    }

    private void takeSteps(AtomicInteger next, int count, Step step) throws IOException {
        SplittableRandom random = new SplittableRandom();
        try (Connection connection = new Connection(port)) {
            for (int index = next.getAndIncrement(); index < count; index = next.getAndIncrement()) {
                step.take(connection, random, index);
            }
        } catch (IOException failed) {
            // The others need not go on.
            next.set(count);
            throw failed;
        }
    }

    private static void await(Future<?> task, Runnable progress) throws IOException, InterruptedException {
        while (true) {
            try {
                task.get(PROGRESS_SECONDS, TimeUnit.SECONDS);
                return;
            } catch (TimeoutException notYet) {
                progress.run();
            } catch (ExecutionException failed) {
                throw new IOException(failed.getCause().getMessage(), failed.getCause());
            }
        }
    }

    private void progress(String what, int done, int count) {
        System.err.printf("bench: %s data, %s: %,d of %,d%n", data.title(), what, done, count);
    }
}
