package dev.undercroft.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.undercroft.packaged.DataDirectory;
import dev.undercroft.packaged.ServiceProcess;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The official clients of this API, unchanged, with nothing but a base URL, an account id and a token. */
class StoresClientsIT {

    private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");

    private static ServiceProcess service;
    private static Workplace work;

    @BeforeAll
    static void installClientsAndStartService() throws Exception {
        Workplace.assumeInstalled("node", "npm");
        Workplace files = Workplace.copyOf(Path.of("src", "test", "clients", "stores"), "stores-flow");
        files.fetch(
                "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline", "--fetch-retries=1");
        Path data = DataDirectory.make();
        service = ServiceProcess.start(data, Map.of());
        String token = ServiceProcess.token(data, "--tenant", "tnt_demo", "--scope", "stores:read stores:write");
        String base = service.address() + "/client/v4";
        work = files.with(Map.of(
                "CLOUDFLARE_BASE_URL",
                base,
                "CLOUDFLARE_API_BASE_URL",
                base,
                "CLOUDFLARE_ACCOUNT_ID",
                "tnt_demo",
                "CLOUDFLARE_API_TOKEN",
                token,
                "WRANGLER_SEND_METRICS",
                "false",
                "HOME",
                files.directory().toAbsolutePath().toString(),
                "CI",
                "true"));
    }

    @AfterAll
    static void stopService() {
        if (service != null) {
            service.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"4", "5", "6", "7"})
    void everyGenerationOfTheSdkCarriesAStoreThroughItsLife(String generation) throws Exception {
        assertThat(work.succeed("node", "sdk.mjs", generation)).contains("flow complete");
    }

    @Test
    void theCommandLineClientCarriesAStoreThroughItsLife() throws Exception {
        String store = id(wrangler("store", "create", "by_wrangler"));
        assertThat(wrangler("store", "list")).contains("by_wrangler").contains(store);
        String secret = id(wrangler(
                        "secret",
                        "create",
                        store,
                        "--name",
                        "KEY",
                        "--value",
                        "v",
                        "--scopes",
                        "workers",
                        "--comment",
                        "c")
                .replace(store, ""));
        assertThat(wrangler("secret", "list", store)).contains("KEY").contains("active");
        assertThat(wrangler("secret", "get", store, "--secret-id", secret)).contains("KEY");
        wrangler("secret", "update", store, "--secret-id", secret, "--value", "w", "--scopes", "workers,ai_gateway");
        String copy = id(
                wrangler("secret", "duplicate", store, "--secret-id", secret, "--name", "COPY", "--scopes", "workers")
                        .replace(store, "")
                        .replace(secret, ""));

        assertThat(work.run(command("store", "delete", store)).output()).contains("store_not_empty");
        wrangler("secret", "delete", store, "--secret-id", secret);
        wrangler("secret", "delete", store, "--secret-id", copy);
        wrangler("store", "delete", store);
        assertThat(work.run(command("store", "list")).output()).doesNotContain("by_wrangler");
    }

    @Test
    void theCommandLineClientFindsTheAccountByItself() throws Exception {
        Map<String, String> withoutAccount = new HashMap<>(work.environment());
        withoutAccount.remove("CLOUDFLARE_ACCOUNT_ID");
        Workplace alone = work.with(withoutAccount);

        assertThat(alone.succeed("node_modules/.bin/wrangler", "whoami")).contains("tnt_demo");
        String store = id(alone.succeed(command("store", "create", "of_the_only_account")));
        assertThat(alone.succeed(command("store", "list"))).contains("of_the_only_account");
        alone.succeed(command("store", "delete", store));
    }

    private static String wrangler(String... arguments) throws Exception {
        return work.succeed(command(arguments));
    }

    private static String[] command(String... arguments) {
        String[] command = new String[arguments.length + 3];
        command[0] = "node_modules/.bin/wrangler";
        command[1] = "secrets-store";
        System.arraycopy(arguments, 0, command, 2, arguments.length);
        command[command.length - 1] = "--remote";
        return command;
    }

    private static String id(String output) {
        Matcher id = ID.matcher(output);
        assertThat(id.find()).as(output).isTrue();
        return id.group();
    }
}
