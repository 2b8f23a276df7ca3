package dev.undercroft.identity;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Whose tokens are trusted. Prefix {@code undercroft.identity}. */
@ConfigMapping(prefix = "undercroft.identity")
public interface IdentityConfig {

    /** The issuer that is part of this service. */
    BuiltIn builtIn();

    /** Other issuers, each with its own keys and algorithms. */
    List<Issuer> issuers();

    /** How long a verified token is remembered; it is looked at anew afterwards, or at its expiry. */
    @WithDefault("60s")
    Duration tokenCacheTime();

    /** How many verified tokens are remembered. */
    @WithDefault("20000")
    int tokenCacheSize();

    /** The issuer whose signing key lives in a file. */
    interface BuiltIn {

        /** Whether its tokens are trusted. */
        @WithDefault("true")
        boolean enabled();

        /** The {@code iss} claim. */
        @WithDefault("undercroft")
        String issuer();

        /** The {@code aud} claim. */
        @WithDefault("undercroft")
        String audience();

        /** PEM file of one or more RSA keys, the last one signs; by default {@code signing-keys.pem} in the data directory. */
        Optional<String> signingKeyFile();
    }

    /** An issuer elsewhere. */
    interface Issuer {

        /** The {@code iss} claim, compared exactly. */
        String issuer();

        /** The {@code aud} claim that this service answers to. */
        String audience();

        /** The URL of the issuer's key set. */
        String jwksLocation();

        /** PEM file of the authorities that the server of the key set is held against, instead of the system's. */
        Optional<String> jwksCaFile();

        /** File with a bearer token for the server of the key set, read anew for each fetch. */
        Optional<String> jwksTokenFile();

        /** The algorithms that its tokens may be signed with: RS256, PS256, ES256, EdDSA. */
        @WithDefault("RS256")
        List<String> algorithms();

        /** How far its clock may differ from ours. */
        @WithDefault("30s")
        Duration clockSkew();

        /** Where its tokens say what; dots lead into objects. */
        Claims claims();

        /** The highest role that its tokens may carry; one with a higher role is no token of it. */
        @WithDefault("tenant_admin")
        String highestRole();

        /** The kind of identity of tokens without a claim for it. */
        @WithDefault("user")
        String identityType();

        /** Whether its tokens must say by {@code typ} what they are; Kubernetes leaves it out of its tokens. */
        @WithDefault("true")
        boolean typeRequired();

        /** Whom its tokens stand for by their subject alone; where there is one, no claim says what a token may do. */
        List<Workload> workloads();
    }

    /** What the tokens of a workload stand for. The first one that matches counts; a token without one is refused. */
    interface Workload {

        /** The {@code sub} claim, compared exactly; or its beginning, up to a colon or slash, and an asterisk. */
        String subject();

        /** The tenant that it belongs to. */
        String tenantId();

        /** The scopes that its tokens have. */
        List<String> scopes();
    }

    /** Names of claims. */
    interface Claims {
        /** The tenant's id. */
        @WithDefault("tenant_id")
        String tenantId();

        /** The partner's id. */
        @WithDefault("partner_id")
        String partnerId();

        /** The administrative role. */
        @WithDefault("role")
        String role();

        /** The scopes, separated by spaces, or an array; {@code scp} is read where this one is missing. */
        @WithDefault("scope")
        String scope();

        /** The groups, an array. */
        @WithDefault("groups")
        String groups();

        /** The kind of identity. */
        @WithDefault("identity_type")
        String identityType();
    }
}
