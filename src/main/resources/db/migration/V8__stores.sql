-- Named stores of write-only secrets. Ids are 32 hexadecimal digits, as clients of this API expect them.

-- How many a tenant has. Whoever makes or deletes any changes this row first, so counts hold whoever else does.
CREATE TABLE store_count (
    realm_id text    NOT NULL,
    stores   integer NOT NULL DEFAULT 0,
    secrets  integer NOT NULL DEFAULT 0,
    CONSTRAINT store_count_pkey PRIMARY KEY (realm_id),
    CONSTRAINT store_count_realm_fkey FOREIGN KEY (realm_id) REFERENCES realm (realm_id),
    CONSTRAINT store_count_not_negative CHECK (stores >= 0 AND secrets >= 0)
);

CREATE TABLE store (
    realm_id    text             NOT NULL,
    id          text             NOT NULL,
    name        text COLLATE "C" NOT NULL,
    created_at  timestamptz      NOT NULL,
    modified_at timestamptz      NOT NULL,
    CONSTRAINT store_pkey PRIMARY KEY (realm_id, id),
    CONSTRAINT store_name_once UNIQUE (realm_id, name),
    CONSTRAINT store_realm_fkey FOREIGN KEY (realm_id) REFERENCES realm (realm_id)
);

CREATE TABLE store_secret (
    realm_id      text             NOT NULL,
    id            text             NOT NULL,
    store_id      text             NOT NULL,
    name          text COLLATE "C" NOT NULL,
    comment       text             NOT NULL DEFAULT '',
    -- The services that may resolve it, in alphabetical order.
    scopes        text[]           NOT NULL,
    sealed        bytea            NOT NULL,
    value_version bigint           NOT NULL,
    created_at    timestamptz      NOT NULL,
    modified_at   timestamptz      NOT NULL,
    CONSTRAINT store_secret_pkey PRIMARY KEY (realm_id, id),
    -- Not the realm first, as with entries.
    CONSTRAINT store_secret_name_once UNIQUE (store_id, realm_id, name),
    CONSTRAINT store_secret_store_fkey FOREIGN KEY (realm_id, store_id) REFERENCES store (realm_id, id) ON DELETE CASCADE,
    CONSTRAINT store_secret_has_scopes CHECK (cardinality(scopes) > 0),
    CONSTRAINT store_secret_value_version_positive CHECK (value_version > 0)
);

ALTER TABLE store_count ENABLE ROW LEVEL SECURITY;
ALTER TABLE store_count FORCE ROW LEVEL SECURITY;
CREATE POLICY store_count_own ON store_count FOR ALL TO "${app}"
    USING (realm_id = current_realm()) WITH CHECK (realm_id = current_realm());
GRANT SELECT, INSERT, UPDATE ON store_count TO "${app}";

ALTER TABLE store ENABLE ROW LEVEL SECURITY;
ALTER TABLE store FORCE ROW LEVEL SECURITY;
CREATE POLICY store_own ON store FOR ALL TO "${app}"
    USING (realm_id = current_realm()) WITH CHECK (realm_id = current_realm());
GRANT SELECT, INSERT, UPDATE, DELETE ON store TO "${app}";

ALTER TABLE store_secret ENABLE ROW LEVEL SECURITY;
ALTER TABLE store_secret FORCE ROW LEVEL SECURITY;
CREATE POLICY store_secret_own ON store_secret FOR ALL TO "${app}"
    USING (realm_id = current_realm()) WITH CHECK (realm_id = current_realm());
CREATE POLICY store_secret_spanning ON store_secret FOR SELECT TO "${batch}" USING (spans_realms());
GRANT SELECT, INSERT, UPDATE, DELETE ON store_secret TO "${app}";
GRANT SELECT ON store_secret TO "${batch}";
