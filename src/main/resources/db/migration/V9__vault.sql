-- Vaults: what clients sealed, and proofs that no key can be made of. The service holds no key to any of it.

-- A migration must not wait for a long transaction while everybody else waits behind it.
SET LOCAL lock_timeout = '10s';

ALTER TABLE access_key ADD COLUMN description text;
ALTER TABLE access_key ADD COLUMN created_by text;

CREATE TABLE agent_identity (
    realm_id     text             NOT NULL,
    id           uuid             NOT NULL,
    handle       text COLLATE "C" NOT NULL,
    display_name text,
    description  text,
    created_at   timestamptz      NOT NULL,
    updated_at   timestamptz      NOT NULL,
    CONSTRAINT agent_identity_pkey PRIMARY KEY (realm_id, id),
    CONSTRAINT agent_identity_handle_once UNIQUE (realm_id, handle),
    CONSTRAINT agent_identity_realm_fkey FOREIGN KEY (realm_id) REFERENCES realm (realm_id)
);

-- Whoever changes keys or secrets of a vault locks its row first, so changes of a vault follow one another.
CREATE TABLE vault (
    realm_id       text        NOT NULL,
    id             uuid        NOT NULL,
    payload_format smallint    NOT NULL,
    -- Parameters of Argon2id.
    iterations     integer     NOT NULL,
    memory_kib     integer     NOT NULL,
    parallelism    integer     NOT NULL,
    secrets        integer     NOT NULL DEFAULT 0,
    rules          integer     NOT NULL DEFAULT 0,
    -- Of names, descriptions and ciphertexts.
    bytes          bigint      NOT NULL DEFAULT 0,
    created_at     timestamptz NOT NULL,
    updated_at     timestamptz NOT NULL,
    CONSTRAINT vault_pkey PRIMARY KEY (realm_id),
    CONSTRAINT vault_realm_fkey FOREIGN KEY (realm_id) REFERENCES realm (realm_id),
    CONSTRAINT vault_payload_format_known CHECK (payload_format IN (1, 2)),
    CONSTRAINT vault_counts_not_negative CHECK (secrets >= 0 AND rules >= 0 AND bytes >= 0)
);

CREATE TABLE vault_key (
    realm_id        text        NOT NULL,
    id              uuid        NOT NULL,
    key_type        text        NOT NULL,
    -- SHA-256 of the proofs that clients show.
    auth_digest     bytea       NOT NULL,
    change_digest   bytea       NOT NULL,
    wrapped_org_key bytea       NOT NULL,
    created_by      text        NOT NULL,
    created_at      timestamptz NOT NULL,
    updated_at      timestamptz NOT NULL,
    CONSTRAINT vault_key_pkey PRIMARY KEY (realm_id, id),
    CONSTRAINT vault_key_vault_fkey FOREIGN KEY (realm_id) REFERENCES vault (realm_id) ON DELETE CASCADE,
    CONSTRAINT vault_key_auth_once UNIQUE (realm_id, auth_digest),
    CONSTRAINT vault_key_change_once UNIQUE (realm_id, change_digest),
    CONSTRAINT vault_key_type_known CHECK (key_type IN ('primary', 'recovery')),
    CONSTRAINT vault_key_digests_sized CHECK (octet_length(auth_digest) = 32 AND octet_length(change_digest) = 32)
);
CREATE UNIQUE INDEX vault_key_primary_once ON vault_key (realm_id) WHERE key_type = 'primary';

CREATE TABLE vault_secret (
    realm_id        text        NOT NULL,
    id              uuid        NOT NULL,
    name            text        NOT NULL,
    description     text,
    secret_type     text        NOT NULL,
    payload         bytea       NOT NULL,
    -- Of format 2; the client's, who authenticates it.
    payload_version bigint,
    -- The agent that made it, while it may still grant it to itself and delete it.
    maker_id        uuid,
    created_at      timestamptz NOT NULL,
    updated_at      timestamptz NOT NULL,
    CONSTRAINT vault_secret_pkey PRIMARY KEY (realm_id, id),
    CONSTRAINT vault_secret_vault_fkey FOREIGN KEY (realm_id) REFERENCES vault (realm_id) ON DELETE CASCADE,
    CONSTRAINT vault_secret_type_known CHECK (secret_type IN ('login', 'api_key', 'key_pair', 'ssh_key', 'other'))
);

CREATE TABLE vault_access_rule (
    realm_id   text        NOT NULL,
    secret_id  uuid        NOT NULL,
    agent_id   uuid        NOT NULL,
    id         uuid        NOT NULL,
    created_at timestamptz NOT NULL,
    CONSTRAINT vault_access_rule_pkey PRIMARY KEY (realm_id, secret_id, agent_id),
    CONSTRAINT vault_access_rule_secret_fkey FOREIGN KEY (realm_id, secret_id)
        REFERENCES vault_secret (realm_id, id) ON DELETE CASCADE,
    CONSTRAINT vault_access_rule_agent_fkey FOREIGN KEY (realm_id, agent_id)
        REFERENCES agent_identity (realm_id, id) ON DELETE CASCADE
);
-- Not the realm first: a rule that is asked for by realm and secret has one index then, even while the table is empty.
CREATE INDEX vault_access_rule_by_agent ON vault_access_rule (agent_id, realm_id);

ALTER TABLE agent_identity ENABLE ROW LEVEL SECURITY;
ALTER TABLE agent_identity FORCE ROW LEVEL SECURITY;
CREATE POLICY agent_identity_own ON agent_identity FOR ALL TO "${app}"
    USING (realm_id = current_realm()) WITH CHECK (realm_id = current_realm());
-- UPDATE for locking a row alone.
GRANT SELECT, INSERT, UPDATE, DELETE ON agent_identity TO "${app}";

ALTER TABLE vault ENABLE ROW LEVEL SECURITY;
ALTER TABLE vault FORCE ROW LEVEL SECURITY;
CREATE POLICY vault_own ON vault FOR ALL TO "${app}"
    USING (realm_id = current_realm()) WITH CHECK (realm_id = current_realm());
GRANT SELECT, INSERT, UPDATE, DELETE ON vault TO "${app}";

ALTER TABLE vault_key ENABLE ROW LEVEL SECURITY;
ALTER TABLE vault_key FORCE ROW LEVEL SECURITY;
CREATE POLICY vault_key_own ON vault_key FOR ALL TO "${app}"
    USING (realm_id = current_realm()) WITH CHECK (realm_id = current_realm());
GRANT SELECT, INSERT, DELETE ON vault_key TO "${app}";

ALTER TABLE vault_secret ENABLE ROW LEVEL SECURITY;
ALTER TABLE vault_secret FORCE ROW LEVEL SECURITY;
CREATE POLICY vault_secret_own ON vault_secret FOR ALL TO "${app}"
    USING (realm_id = current_realm()) WITH CHECK (realm_id = current_realm());
CREATE POLICY vault_secret_spanning ON vault_secret FOR SELECT TO "${batch}" USING (spans_realms());
GRANT SELECT, INSERT, UPDATE, DELETE ON vault_secret TO "${app}";
GRANT SELECT ON vault_secret TO "${batch}";

ALTER TABLE vault_access_rule ENABLE ROW LEVEL SECURITY;
ALTER TABLE vault_access_rule FORCE ROW LEVEL SECURITY;
CREATE POLICY vault_access_rule_own ON vault_access_rule FOR ALL TO "${app}"
    USING (realm_id = current_realm()) WITH CHECK (realm_id = current_realm());
CREATE POLICY vault_access_rule_spanning ON vault_access_rule FOR SELECT TO "${batch}" USING (spans_realms());
GRANT SELECT, INSERT, DELETE ON vault_access_rule TO "${app}";
GRANT SELECT ON vault_access_rule TO "${batch}";
