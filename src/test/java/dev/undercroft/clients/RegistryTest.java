package dev.undercroft.clients;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Only a registry that nobody can reach excuses a test; one that answers and refuses does not. */
class RegistryTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "npm error code ENOTFOUND\nnpm error network request to https://registry.example/x failed",
                "npm error code ECONNREFUSED\nnpm error errno -111",
                "WARNING: Retrying after connection broken by 'NewConnectionError(... [Errno -3] Temporary failure in name"
                        + " resolution')\nERROR: No matching distribution found for pydantic==2.11.7",
                "[ERROR] Could not transfer artifact org.x:y:jar:1 from/to central (https://repository.example/maven2):"
                        + " repository.example: Temporary failure in name resolution",
                "[ERROR] Could not transfer artifact org.x:y:jar:1 from/to central (https://repo): Connection refused",
                "[ERROR] Cannot access central (https://repository.example/maven2) in offline mode and the artifact"
                        + " org.x:y:jar:1 has not been downloaded from it before."
            })
    void nobodyAnswered(String output) {
        assertThat(Registry.isUnreachable(output)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "npm error code E401\nnpm error Incorrect or missing password.",
                "npm warn network ECONNRESET, retried\nnpm error code E403",
                "npm error code EINTEGRITY\nnpm error sha512-a integrity checksum failed",
                "ERROR: HTTP error 401 while getting https://pypi.example/simple/x",
                "pip._vendor.requests.exceptions.HTTPError: 503 Server Error: Service Unavailable for url: https://a",
                "ERROR: No matching distribution found for pydantic==99",
                "[ERROR] Could not transfer artifact org.x:y:jar:1 from/to central (https://repo): status code: 401,"
                        + " reason phrase: Unauthorized (401)",
                "[ERROR] Could not find artifact org.x:y:jar:1 in central (https://repository.example/maven2)",
                "ProxyError('Cannot connect to proxy.', OSError('Tunnel connection failed: 407 Proxy Authentication"
                        + " Required'))",
                "SyntaxError: invalid syntax"
            })
    void somebodyAnsweredOrSomethingElseFailed(String output) {
        assertThat(Registry.isUnreachable(output)).isFalse();
    }
}
