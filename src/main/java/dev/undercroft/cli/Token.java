package dev.undercroft.cli;

import dev.undercroft.clock.Durations;
import dev.undercroft.identity.IdentityType;
import dev.undercroft.identity.Role;
import dev.undercroft.identity.SigningKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Signs a token with the built-in issuer's key and prints it, bare. */
@Command(
        name = "token",
        mixinStandardHelpOptions = true,
        description = "Signs a token with the built-in issuer's key and prints nothing else.",
        footerHeading = "%nExample:%n",
        footer =
                "  TOKEN=$(java -jar quarkus-run.jar token --tenant tnt_demo --role tenant_admin --scope \"secrets:read\")")
final class Token implements Callable<Integer> {

    @Spec
    CommandSpec spec;

    @Option(names = "--tenant", paramLabel = "ID", description = "The tenant that the token belongs to.")
    String tenant;

    @Option(names = "--partner", paramLabel = "ID", description = "The partner that the token belongs to.")
    String partner;

    @Option(names = "--role", paramLabel = "ROLE", description = "super_admin, partner_admin or tenant_admin.")
    String role;

    @Option(
            names = "--subject",
            paramLabel = "NAME",
            defaultValue = "cli",
            description = "Who it is (default: ${DEFAULT-VALUE}).")
    String subject;

    @Option(names = "--scope", paramLabel = "SCOPES", description = "Scopes, separated by spaces; may be repeated.")
    List<String> scopes = List.of();

    @Option(names = "--group", paramLabel = "NAME", description = "A group; may be repeated.")
    List<String> groups = List.of();

    @Option(
            names = "--identity-type",
            paramLabel = "TYPE",
            defaultValue = "user",
            description = "user or service_account (default: ${DEFAULT-VALUE}).")
    String identityType;

    @Option(
            names = "--service",
            paramLabel = "NAME",
            description = "A service that the token may resolve for; may be repeated.")
    List<String> services = List.of();

    @Option(names = "--mfa", description = "Says that a second factor was shown just now.")
    boolean mfa;

    @Option(
            names = "--ttl",
            paramLabel = "DURATION",
            defaultValue = "1h",
            description = "How long it counts, like 30m or 12h (default: ${DEFAULT-VALUE}).")
    String ttl;

    @Override
    public Integer call() throws JoseException {
        validate();
        Settings settings = Settings.load();
        Path file = settings.signingKeys();
        if (!Files.exists(file)) {
            throw new ConfigurationException("there is no signing key at " + file
                    + "; start the service once, or make one with 'keygen --type signing --out " + file + "'");
        }
        RsaJsonWebKey key = SigningKeys.read(file).newest();
        JsonWebSignature token = new JsonWebSignature();
        token.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        token.setKeyIdHeaderValue(key.getKeyId());
        token.setHeader("typ", "at+jwt");
        token.setKey(key.getPrivateKey());
        token.setPayload(claims(settings).toJson());
        spec.commandLine().getOut().println(token.getCompactSerialization());
        return 0;
    }

    private void validate() {
        try {
            Role given = Role.of(role == null ? "" : role);
            if (tenant == null && partner == null && given != Role.SUPER_ADMIN) {
                throw wrong("name --tenant, or --partner with --role partner_admin, or --role super_admin");
            }
            if (!IdentityType.of(identityType).holdsTokens()) {
                throw wrong("--identity-type takes user or service_account");
            }
        } catch (IllegalArgumentException invalid) {
            throw wrong(invalid.getMessage());
        }
    }

    private JwtClaims claims(Settings settings) {
        Instant now = Instant.now();
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(settings.issuer());
        claims.setAudience(settings.audience());
        claims.setSubject(subject);
        claims.setGeneratedJwtId();
        claims.setIssuedAt(NumericDate.fromSeconds(now.getEpochSecond()));
        claims.setExpirationTime(NumericDate.fromSeconds(now.plus(lifetime()).getEpochSecond()));
        claims.setStringClaim("identity_type", identityType);
        claims.setStringClaim("scope", String.join(" ", scopes));
        if (tenant != null) {
            claims.setStringClaim("tenant_id", tenant);
        }
        if (partner != null) {
            claims.setStringClaim("partner_id", partner);
        }
        if (role != null) {
            claims.setStringClaim("role", role);
        }
        if (!groups.isEmpty()) {
            claims.setStringListClaim("groups", groups);
        }
        if (!services.isEmpty()) {
            claims.setStringListClaim("services", services);
        }
        if (mfa) {
            claims.setClaim("mfa_verified_at", now.getEpochSecond());
        }
        return claims;
    }

    private java.time.Duration lifetime() {
        try {
            return Durations.parse(ttl);
        } catch (IllegalArgumentException invalid) {
            throw wrong("--ttl: " + invalid.getMessage());
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
