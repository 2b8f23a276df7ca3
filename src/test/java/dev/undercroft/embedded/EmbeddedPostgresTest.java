package dev.undercroft.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One server is shared; a test that stops it starts it again, and its data stays. */
@Timeout(120)
class EmbeddedPostgresTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    static Path temporary;

    private static Path dataDirectory;
    private static EmbeddedPostgres postgres;

    @BeforeAll
    static void startTheSharedServer() throws Exception {
        openToOthers(temporary);
        dataDirectory = temporary.resolve("shared");
        postgres = EmbeddedPostgres.start(dataDirectory);
        try (Connection connection = connect(owner());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE kept (word text PRIMARY KEY)");
            statement.execute("INSERT INTO kept VALUES ('treasure')");
        }
    }

    @AfterAll
    static void stopTheSharedServer() {
        postgres.close();
    }

    @Test
    void eachLoginConnectsToADatabaseInUtf8OfTheOwner() throws Exception {
        for (Login login : new Login[] {
            owner(), postgres.access().application(), postgres.access().batch()
        }) {
            assertThat(ask(login, "SELECT current_user || ' ' || current_database()"))
                    .isEqualTo(login.user() + " undercroft");
        }
        assertThat(ask(owner(), "SHOW server_encoding")).isEqualTo("UTF8");
        assertThat(ask(owner(), "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = 'undercroft'"))
                .isEqualTo("undercroft_owner");
    }

    @Test
    void theServerIsSetUpForDataThatMatters() throws Exception {
        assertThat(ask(owner(), "SHOW fsync")).isEqualTo("on");
        assertThat(ask(owner(), "SHOW data_checksums")).isEqualTo("on");
        assertThat(ask(owner(), "SHOW password_encryption")).isEqualTo("scram-sha-256");
        assertThat(ask(owner(), "SHOW listen_addresses")).isEqualTo("127.0.0.1");
        assertThat(ask(owner(), "SHOW max_connections")).isEqualTo("100");
    }

    @Test
    void aWrongPasswordIsRefused() {
        Login wrong = new Login(owner().user(), "wrong");

        assertThatThrownBy(() -> connect(wrong))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28P01"));
    }

    @Test
    void noRoleHasMoreRightsThanItNeeds() throws Exception {
        String powerful = ask(owner(), """
                SELECT count(*) FROM pg_roles
                WHERE rolname LIKE 'undercroft%'
                  AND (rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls)
                """);
        String members = ask(owner(), """
                SELECT count(*) FROM pg_auth_members
                WHERE pg_get_userbyid(member) LIKE 'undercroft%' OR pg_get_userbyid(roleid) LIKE 'undercroft%'
                """);

        assertThat(powerful).isEqualTo("0");
        assertThat(members).isEqualTo("0");
    }

    @Test
    void applicationAndBatchCannotMakeTablesNorReadThoseOfTheOwner() {
        for (Login login :
                new Login[] {postgres.access().application(), postgres.access().batch()}) {
            assertDenied(login, "CREATE TABLE intruder (id int)");
            assertDenied(login, "CREATE TEMPORARY TABLE intruder (id int)");
            assertDenied(login, "CREATE SCHEMA intruder");
            assertDenied(login, "SELECT word FROM kept");
        }
    }

    @Test
    void noPasswordAndNoValueIsInTheLogOrInATextOfTheApi() throws Exception {
        // given errors of statements that carry a value
        try (Connection connection = connect(owner());
                PreparedStatement insert = connection.prepareStatement("INSERT INTO kept VALUES (?)")) {
            insert.setString(1, "treasure");
            assertThatThrownBy(insert::execute).isInstanceOf(SQLException.class);
        }
        assertThatThrownBy(() -> ask(owner(), "SELECT 'treasure'::int")).isInstanceOf(SQLException.class);

        // when
        String log = Files.readString(dataDirectory.resolve("postgres.log"));
        String texts = postgres.access().toString() + credentials();

        // then
        assertThat(log)
                .contains("duplicate key")
                .doesNotContain("Key (word)")
                .doesNotContain("INSERT")
                .doesNotContain("SCRAM-SHA-256$");
        for (String password : new String[] {
            credentials().superuser(),
            credentials().owner(),
            credentials().application(),
            credentials().batch()
        }) {
            assertThat(log).doesNotContain(password);
            assertThat(texts).doesNotContain(password);
        }
    }

    @Test
    void filesWithPasswordsAreForTheServiceOnly() throws Exception {
        for (String file : new String[] {"postgres.properties", "postgres.log", "undercroft.lock"}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(dataDirectory.resolve(file))))
                    .as(file)
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void theServerGetsNothingOfTheServicesEnvironmentAndHasItsOwnSession() throws Exception {
        Path process = Path.of("/proc", Long.toString(postgres.pid()));

        // In a terminal, Ctrl-C goes to all processes of the session's foreground group.
        String[] status = Files.readString(process.resolve("stat"))
                .replaceFirst("^.*\\) ", "")
                .split(" ");
        assertThat(status[3]).as("session").isEqualTo(Long.toString(postgres.pid()));
        assertThat(Files.readString(process.resolve("environ"))).doesNotContain("HOME=");
    }

    @Test
    void dataAndPortSurviveCloseAndStart() throws Exception {
        // given
        String url = postgres.access().jdbcUrl();
        long former = postgres.pid();

        // when
        postgres.close();
        postgres.close();

        // then
        await("the end of the server", () -> isGone(former));
        assertThat(EmbeddedPostgres.running(dataDirectory)).isEmpty();

        // when
        postgres = EmbeddedPostgres.start(dataDirectory);

        // then
        assertThat(postgres.access().jdbcUrl()).isEqualTo(url);
        assertThat(ask(owner(), "SELECT word FROM kept")).isEqualTo("treasure");
    }

    @Test
    void aKilledServerComesBackOnTheSamePort() throws Exception {
        // given
        String url = postgres.access().jdbcUrl();
        long former = postgres.pid();

        // when
        ProcessHandle.of(former).orElseThrow().destroyForcibly();

        // then
        await("another server", () -> postgres.pid() != former);
        assertThat(postgres.access().jdbcUrl()).isEqualTo(url);
        assertThat(ask(owner(), "SELECT word FROM kept")).isEqualTo("treasure");
    }

    @Test
    void aServerWithAllItsProcessesKilledComesBack() throws Exception {
        // given
        long former = postgres.pid();
        ProcessHandle server = ProcessHandle.of(former).orElseThrow();

        // when
        server.descendants().forEach(ProcessHandle::destroyForcibly);
        server.destroyForcibly();

        // then
        await("another server", () -> postgres.pid() != former);
        assertThat(ask(owner(), "SELECT word FROM kept")).isEqualTo("treasure");
    }

    @Test
    void aKilledServiceTakesTheServerWithItAndTheNextStartHasTheData() throws Exception {
        // given
        postgres.close();
        Process service = holdingService(dataDirectory);
        long server = pidTold(service);

        // when
        service.destroyForcibly().waitFor();

        // then
        if (Command.exists("setpriv")) {
            await("the end of the server", () -> isGone(server));
        }
        postgres = EmbeddedPostgres.start(dataDirectory);
        assertThat(ask(owner(), "SELECT word FROM kept")).isEqualTo("treasure");
    }

    @Test
    void aStartRightAfterTheServiceWasKilledWorks() throws Exception {
        // given
        postgres.close();
        Process service = holdingService(dataDirectory);
        pidTold(service);

        // when
        service.destroyForcibly().waitFor();
        postgres = EmbeddedPostgres.start(dataDirectory);

        // then
        assertThat(ask(owner(), "SELECT word FROM kept")).isEqualTo("treasure");
    }

    @Test
    void aLiveServerThatWasLeftBehindIsTakenOver() throws Exception {
        // given a server that nobody stops with its service
        postgres.close();
        DataDirectory directory = new DataDirectory(dataDirectory.toRealPath());
        Binaries binaries = Binaries.unpacked(directory, Archive.find());
        Unprivileged unprivileged = Unprivileged.find(directory, binaries);
        Server server = new Server(directory, binaries, unprivileged, Settings.with(Map.of()), credentials());
        Postmaster left = server.start(Ports.free());

        // when
        postgres = EmbeddedPostgres.start(dataDirectory);

        // then
        assertThat(postgres.pid()).isEqualTo(left.process().pid());
        assertThat(ask(owner(), "SELECT word FROM kept")).isEqualTo("treasure");

        // when it dies later
        left.process().destroyForcibly();

        // then
        await("another server", () -> postgres.pid() != left.process().pid());
        assertThat(ask(owner(), "SELECT word FROM kept")).isEqualTo("treasure");

        // when other settings are wanted of one left behind
        postgres.close();
        Postmaster other = server.start(Ports.free());
        postgres = EmbeddedPostgres.start(dataDirectory, Map.of("max_connections", "77"));

        // then
        assertThat(postgres.pid()).isNotEqualTo(other.process().pid());
        assertThat(ask(owner(), "SHOW max_connections")).isEqualTo("77");
        postgres.close();
        postgres = EmbeddedPostgres.start(dataDirectory);
    }

    @Test
    void aSecondServiceOnTheSameDirectoryIsRefused() throws Exception {
        // when in the same process
        assertThatThrownBy(() -> EmbeddedPostgres.start(dataDirectory))
                .isInstanceOf(EmbeddedPostgresException.class)
                .hasMessageContaining("in use by another running service");

        // when in another process
        Process service = holdingService(dataDirectory);
        String said;
        try (BufferedReader output = service.inputReader()) {
            said = String.join("\n", output.lines().toList());
        }

        // then
        assertThat(service.waitFor()).isNotZero();
        assertThat(said)
                .contains("in use by another running service")
                .contains("process " + ProcessHandle.current().pid());
        assertThat(ask(owner(), "SELECT word FROM kept")).isEqualTo("treasure");
    }

    @Test
    void aRunningServerIsFoundFromOutside() {
        assertThat(EmbeddedPostgres.running(dataDirectory)).contains(postgres.access());
        assertThat(EmbeddedPostgres.running(temporary)).isEmpty();
        assertThat(EmbeddedPostgres.running(temporary.resolve("absent"))).isEmpty();
    }

    @Test
    void theServerOfAnotherDirectoryIsNotTakenForOurs() throws Exception {
        // given a copy of a data directory whose port another server has
        Path copy = Files.createDirectory(temporary.resolve("copy"));
        for (String file : new String[] {"postgres.properties", "postgres.port"}) {
            Files.copy(dataDirectory.resolve(file), copy.resolve(file));
        }

        // then
        assertThat(EmbeddedPostgres.running(copy)).isEmpty();
    }

    @Test
    void aTakenPortIsReplaced() throws Exception {
        // given
        postgres.close();
        Path port = dataDirectory.resolve("postgres.port");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            Files.writeString(port, taken.getLocalPort() + "\n");

            // when
            postgres = EmbeddedPostgres.start(dataDirectory);

            // then
            assertThat(postgres.access().jdbcUrl()).doesNotContain(":" + taken.getLocalPort() + "/");
        }
        assertThat(ask(owner(), "SELECT word FROM kept")).isEqualTo("treasure");
    }

    @Test
    void anUnfinishedSetOfRolesIsCompletedAtTheNextStart() throws Exception {
        // given what a kill between two statements may leave
        Superuser superuser = new Superuser(
                dataDirectory.toRealPath().resolve("postgres"), credentials().superuser());
        int port = Integer.parseInt(
                Files.readString(dataDirectory.resolve("postgres.port")).strip());
        try (Connection connection = superuser.connect(port, "postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("REVOKE ALL ON DATABASE undercroft FROM undercroft_batch");
            statement.execute("DROP ROLE undercroft_batch");
            statement.execute("ALTER ROLE undercroft_app SUPERUSER PASSWORD NULL");
        }

        // when
        postgres.close();
        postgres = EmbeddedPostgres.start(dataDirectory);

        // then
        assertThat(ask(postgres.access().batch(), "SELECT current_user")).isEqualTo("undercroft_batch");
        assertThat(ask(postgres.access().application(), "SHOW is_superuser")).isEqualTo("off");
    }

    @Test
    void aStalePidFileOfAnotherProgramDoesNotPreventTheStart() throws Exception {
        // given a process of the server's own user with the number in the file
        postgres.close();
        Path pidFile = dataDirectory.resolve("postgres/postmaster.pid");
        Process other = Command.builder(
                        Unprivileged.find(directory(), binaries()).prefix(), sleep(), List.of("300"))
                .start();
        try {
            Files.writeString(pidFile, "%d\n%s\n0\n1\n".formatted(other.pid(), dataDirectory.resolve("postgres")));
            binariesOwn(pidFile);

            // when
            postgres = EmbeddedPostgres.start(dataDirectory);

            // then
            assertThat(ask(owner(), "SELECT word FROM kept")).isEqualTo("treasure");
            assertThat(other.isAlive()).isTrue();
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void aServerThatDoesNotStartSaysWhy() throws Exception {
        // given
        postgres.close();

        // when
        assertThatThrownBy(() -> EmbeddedPostgres.start(dataDirectory, Map.of("shared_buffers", "nonsense")))
                .isInstanceOf(EmbeddedPostgresException.class)
                .hasMessageContaining("invalid value for parameter \"shared_buffers\"");

        // then nothing is left that prevents the next start
        postgres = EmbeddedPostgres.start(dataDirectory);
        assertThat(ask(owner(), "SELECT word FROM kept")).isEqualTo("treasure");
    }

    @Test
    void lostPasswordsAreReported() throws Exception {
        // given
        postgres.close();
        Path file = dataDirectory.resolve("postgres.properties");
        Path aside = dataDirectory.resolve("aside");
        Files.move(file, aside);

        // when
        assertThatThrownBy(() -> EmbeddedPostgres.start(dataDirectory))
                .isInstanceOf(EmbeddedPostgresException.class)
                .hasMessageContaining("put " + directory().credentials());

        // then
        Files.move(aside, file);
        postgres = EmbeddedPostgres.start(dataDirectory);
    }

    @Test
    void thePortIsNotASettingToChoose() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EmbeddedPostgres.start(dataDirectory, Map.of("port", "5432")));
    }

    @Test
    void aFirstStartThatWasKilledIsBegunAnew() throws Exception {
        // given
        Path directory = temporary.resolve("killed");
        Process service = holdingService(directory);
        await("the making of the cluster", () -> hasUnfinishedCluster(directory));

        // when
        service.destroyForcibly().waitFor();

        // then
        try (EmbeddedPostgres second = EmbeddedPostgres.start(directory)) {
            assertThat(ask(second, second.access().owner(), "SHOW server_encoding"))
                    .isEqualTo("UTF8");
        }
    }

    @Test
    void aClusterFollowsItsDirectoryToAPlaceThatIsClosedToOthersAndBack() throws Exception {
        // given root, who needs another user for the server, and moves the directory
        assumeThat(User.current().isRoot()).isTrue();
        assumeThat(Command.run(List.of("unshare", "--user"), sleep(), "0").isSuccess())
                .isTrue();
        postgres.close();
        Path closed = Files.createDirectory(
                temporary.resolve("closed"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path moved = closed.resolve("data");
        Files.move(dataDirectory, moved);

        // when
        try (EmbeddedPostgres there = EmbeddedPostgres.start(moved)) {
            // then
            assertThat(ask(there, there.access().owner(), "SELECT word FROM kept"))
                    .isEqualTo("treasure");
            assertThat(User.owning(moved.resolve("postgres"))).isEqualTo(User.ROOT);
            long former = there.pid();
            ProcessHandle.of(former).orElseThrow().destroyForcibly();
            await("another server", () -> there.pid() != former);
        }
        Process service = holdingService(moved);
        long server = pidTold(service);
        service.destroyForcibly().waitFor();
        await("the end of the server", () -> isGone(server));

        // when
        Files.move(moved, dataDirectory);
        postgres = EmbeddedPostgres.start(dataDirectory);

        // then
        assertThat(ask(owner(), "SELECT word FROM kept")).isEqualTo("treasure");
        assertThat(User.owning(dataDirectory.resolve("postgres"))).isEqualTo(User.NOBODY);
    }

    private static Login owner() {
        return postgres.access().owner();
    }

    private static DataDirectory directory() throws IOException {
        return new DataDirectory(dataDirectory.toRealPath());
    }

    private static Binaries binaries() throws IOException {
        return Binaries.unpacked(directory(), Archive.find());
    }

    private static void binariesOwn(Path file) throws IOException {
        Unprivileged.find(directory(), binaries()).own(file);
    }

    private static Credentials credentials() throws IOException {
        return Credentials.load(directory()).orElseThrow();
    }

    private static Path sleep() {
        return Path.of("/bin/sleep");
    }

    private static Connection connect(Login login) throws SQLException {
        return DriverManager.getConnection(postgres.access().jdbcUrl(), login.user(), login.password());
    }

    private static String ask(Login login, String query) throws SQLException {
        return ask(postgres, login, query);
    }

    private static String ask(EmbeddedPostgres server, Login login, String query) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(server.access().jdbcUrl(), login.user(), login.password());
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            assertThat(result.next()).isTrue();
            return result.getString(1);
        }
    }

    private static void assertDenied(Login login, String statement) {
        assertThatThrownBy(() -> {
                    try (Connection connection = connect(login);
                            Statement denied = connection.createStatement()) {
                        denied.execute(statement);
                    }
                })
                .as(statement)
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42501"));
    }

    private static Process holdingService(Path directory) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        HoldingService.class.getName(),
                        directory.toString())
                .redirectErrorStream(true)
                .start();
    }

    private static long pidTold(Process service) throws IOException {
        BufferedReader output = service.inputReader();
        StringBuilder said = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith("pid ")) {
                return Long.parseLong(line.substring("pid ".length()));
            }
            said.append(line).append('\n');
        }
        throw new AssertionError("the service did not start: " + said);
    }

    private static boolean isGone(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty();
    }

    private static boolean hasUnfinishedCluster(Path directory) throws IOException {
        if (Files.notExists(directory)) {
            return false;
        }
        try (DirectoryStream<Path> clusters = Files.newDirectoryStream(directory, "postgres.unfinished-*")) {
            for (Path cluster : clusters) {
                if (Files.exists(cluster.resolve("cluster/global"))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static void openToOthers(Path directory) throws IOException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
    }

    private static void await(String what, Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.call()) {
            assertThat(System.nanoTime()).as("still waiting for " + what).isLessThan(deadline);
            Thread.sleep(10);
        }
    }
}
