CREATE TABLE access_key (
    realm_id      text        NOT NULL,
    id            uuid        NOT NULL,
    identity_id   text        NOT NULL,
    identity_type text        NOT NULL,
    name          text        NOT NULL,
    key_prefix    text        NOT NULL,
    -- SHA-256 of the whole key in hex; the key itself is nowhere.
    key_digest    text        NOT NULL,
    scopes        text[]      NOT NULL,
    -- The digest of the token that made it: whoever revokes that one ends the key too.
    made_with     text        NOT NULL,
    expires_at    timestamptz,
    last_used_at  timestamptz,
    created_at    timestamptz NOT NULL,
    CONSTRAINT access_key_pkey PRIMARY KEY (realm_id, id),
    CONSTRAINT access_key_realm_fkey FOREIGN KEY (realm_id) REFERENCES realm (realm_id),
    CONSTRAINT access_key_has_scopes CHECK (cardinality(scopes) > 0)
);
-- A key does not say its realm; it is found by its digest alone.
CREATE INDEX access_key_by_digest ON access_key (key_digest);
CREATE INDEX access_key_by_identity ON access_key (realm_id, identity_id, created_at, id);
CREATE INDEX access_key_by_maker ON access_key (realm_id, made_with);
CREATE INDEX revoked_token_by_end ON revoked_token (realm_id, expires_at);
ALTER TABLE access_key ENABLE ROW LEVEL SECURITY;
ALTER TABLE access_key FORCE ROW LEVEL SECURITY;
CREATE POLICY access_key_own ON access_key FOR ALL TO "${app}"
    USING (realm_id = current_realm()) WITH CHECK (realm_id = current_realm());
-- Whose key it is that a request brings is known only after looking; when it was used is written for many at once.
CREATE POLICY access_key_spanning_read ON access_key FOR SELECT TO "${batch}" USING (spans_realms());
CREATE POLICY access_key_spanning_use ON access_key FOR UPDATE TO "${batch}"
    USING (spans_realms()) WITH CHECK (spans_realms());
GRANT SELECT, INSERT, DELETE ON access_key TO "${app}";
GRANT SELECT, UPDATE (last_used_at) ON access_key TO "${batch}";
