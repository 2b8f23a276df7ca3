package dev.undercroft.identity;

import dev.undercroft.web.Problem;
import dev.undercroft.web.ProblemCode;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;

/** Looks an access key up by its digest, whatever realm it belongs to. Blocks; thread safe. */
@ApplicationScoped
public class AccessKeyVerifier {

    private static final String SELECT = "SELECT realm_id, id, identity_id, identity_type, name, scopes, created_at,"
            + " expires_at FROM access_key WHERE key_digest = ?";

    private final AgroalDataSource connections;
    private final Clock clock;

    @Inject
    public AccessKeyVerifier(@DataSource("batch") AgroalDataSource connections, Clock clock) {
        this.connections = connections;
        this.clock = clock;
    }

    /**
     * The caller that the key stands for; throws {@code token_invalid} alike for what is no key, unknown, expired or revoked.
     */
    Caller verify(String key) {
        // What is no key costs the database no look; of those who make well-formed ones up see
        // CredentialIdentityProvider.
        if (!AccessKeyText.isWellFormed(key)) {
            throw new Problem(ProblemCode.ACCESS_KEY_INVALID);
        }
        String digest = AccessKeyText.digest(key);
        try (Connection connection = connections.getConnection();
                PreparedStatement select = connection.prepareStatement(SELECT)) {
            select.setString(1, digest);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    throw new Problem(ProblemCode.ACCESS_KEY_INVALID);
                }
                Caller caller = caller(row, digest);
                if (!caller.expiresAt().isAfter(clock.instant())) {
                    throw new Problem(ProblemCode.ACCESS_KEY_INVALID);
                }
                return caller;
            }
        } catch (SQLException failed) {
            throw new IllegalStateException("the access key could not be looked up", failed);
        }
    }

    private static Caller caller(ResultSet row, String digest) throws SQLException {
        OffsetDateTime expiresAt = row.getObject("expires_at", OffsetDateTime.class);
        return new Caller(
                row.getString("identity_id"),
                IdentityType.of(row.getString("identity_type")),
                row.getString("name"),
                row.getString("realm_id"),
                "",
                // A key does what its scopes say; what a person administers needs the person.
                Role.NONE,
                Set.of((String[]) row.getArray("scopes").getArray()),
                List.of(),
                List.of(),
                Instant.MIN,
                CredentialType.ACCESS_KEY,
                row.getString("id"),
                digest,
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                expiresAt == null ? Instant.MAX : expiresAt.toInstant());
    }
}
