CREATE TABLE rotation_policy (
    realm_id         text        NOT NULL,
    id               text        NOT NULL,
    name             text        NOT NULL,
    interval_seconds bigint      NOT NULL,
    grace_seconds    bigint      NOT NULL DEFAULT 172800,
    created_at       timestamptz NOT NULL,
    CONSTRAINT rotation_policy_pkey PRIMARY KEY (realm_id, id),
    CONSTRAINT rotation_policy_name_once UNIQUE (realm_id, name),
    CONSTRAINT rotation_policy_realm_fkey FOREIGN KEY (realm_id) REFERENCES realm (realm_id),
    CONSTRAINT rotation_policy_interval_positive CHECK (interval_seconds > 0),
    CONSTRAINT rotation_policy_grace_not_negative CHECK (grace_seconds >= 0)
);
ALTER TABLE rotation_policy ENABLE ROW LEVEL SECURITY;
ALTER TABLE rotation_policy FORCE ROW LEVEL SECURITY;
CREATE POLICY rotation_policy_own ON rotation_policy FOR ALL TO "${app}"
    USING (realm_id = current_realm()) WITH CHECK (realm_id = current_realm());
GRANT SELECT, INSERT, UPDATE, DELETE ON rotation_policy TO "${app}";

CREATE TABLE secret_policy (
    realm_id   text        NOT NULL,
    id         text        NOT NULL,
    name       text        NOT NULL,
    created_at timestamptz NOT NULL,
    CONSTRAINT secret_policy_pkey PRIMARY KEY (realm_id, id),
    CONSTRAINT secret_policy_realm_fkey FOREIGN KEY (realm_id) REFERENCES realm (realm_id)
);
ALTER TABLE secret_policy ENABLE ROW LEVEL SECURITY;
ALTER TABLE secret_policy FORCE ROW LEVEL SECURITY;
CREATE POLICY secret_policy_own ON secret_policy FOR ALL TO "${app}"
    USING (realm_id = current_realm()) WITH CHECK (realm_id = current_realm());
GRANT SELECT, INSERT, UPDATE, DELETE ON secret_policy TO "${app}";

CREATE TABLE secret (
    realm_id           text             NOT NULL,
    id                 uuid             NOT NULL,
    path               text COLLATE "C" NOT NULL,
    secret_type        text             NOT NULL,
    current_version    integer          NOT NULL,
    -- The highest number ever given out: a deleted number is never used again.
    last_version       integer          NOT NULL,
    metadata           jsonb            NOT NULL,
    max_versions       integer          NOT NULL,
    expires_at         timestamptz,
    rotation_policy_id text,
    secret_policy_id   text,
    last_rotated_at    timestamptz      NOT NULL,
    created_at         timestamptz      NOT NULL,
    updated_at         timestamptz      NOT NULL,
    deleted_at         timestamptz,
    recoverable_until  timestamptz,
    CONSTRAINT secret_pkey PRIMARY KEY (realm_id, id),
    CONSTRAINT secret_path_once UNIQUE (realm_id, path),
    CONSTRAINT secret_realm_fkey FOREIGN KEY (realm_id) REFERENCES realm (realm_id),
    CONSTRAINT secret_rotation_policy_fkey FOREIGN KEY (realm_id, rotation_policy_id)
        REFERENCES rotation_policy (realm_id, id),
    CONSTRAINT secret_secret_policy_fkey FOREIGN KEY (realm_id, secret_policy_id)
        REFERENCES secret_policy (realm_id, id),
    CONSTRAINT secret_type_known CHECK (secret_type IN ('kv', 'json', 'certificate', 'ssh_key', 'api_key')),
    CONSTRAINT secret_versions_in_order CHECK (current_version BETWEEN 1 AND last_version),
    CONSTRAINT secret_max_versions_range CHECK (max_versions BETWEEN 1 AND 100),
    CONSTRAINT secret_deleted_has_end CHECK ((deleted_at IS NULL) = (recoverable_until IS NULL))
);
CREATE INDEX secret_by_expiry ON secret (realm_id, expires_at) WHERE expires_at IS NOT NULL AND deleted_at IS NULL;
CREATE INDEX secret_by_end_of_recovery ON secret (recoverable_until) WHERE deleted_at IS NOT NULL;
ALTER TABLE secret ENABLE ROW LEVEL SECURITY;
ALTER TABLE secret FORCE ROW LEVEL SECURITY;
CREATE POLICY secret_own ON secret FOR ALL TO "${app}"
    USING (realm_id = current_realm()) WITH CHECK (realm_id = current_realm());
CREATE POLICY secret_spanning ON secret FOR SELECT TO "${batch}" USING (spans_realms());
GRANT SELECT, INSERT, UPDATE, DELETE ON secret TO "${app}";
GRANT SELECT ON secret TO "${batch}";

CREATE TABLE secret_version (
    realm_id       text        NOT NULL,
    secret_id      uuid        NOT NULL,
    version        integer     NOT NULL,
    sealed         bytea       NOT NULL,
    created_at     timestamptz NOT NULL,
    -- The end of the grace that a rotation gave this version; null while no rotation has closed it.
    readable_until timestamptz,
    CONSTRAINT secret_version_pkey PRIMARY KEY (realm_id, secret_id, version),
    CONSTRAINT secret_version_secret_fkey FOREIGN KEY (realm_id, secret_id)
        REFERENCES secret (realm_id, id) ON DELETE CASCADE,
    CONSTRAINT secret_version_positive CHECK (version > 0)
);
CREATE INDEX secret_version_by_end_of_grace ON secret_version (readable_until) WHERE readable_until IS NOT NULL;
ALTER TABLE secret_version ENABLE ROW LEVEL SECURITY;
ALTER TABLE secret_version FORCE ROW LEVEL SECURITY;
CREATE POLICY secret_version_own ON secret_version FOR ALL TO "${app}"
    USING (realm_id = current_realm()) WITH CHECK (realm_id = current_realm());
CREATE POLICY secret_version_spanning ON secret_version FOR SELECT TO "${batch}" USING (spans_realms());
GRANT SELECT, INSERT, UPDATE, DELETE ON secret_version TO "${app}";
GRANT SELECT ON secret_version TO "${batch}";
