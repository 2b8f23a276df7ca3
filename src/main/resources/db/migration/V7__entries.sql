-- Categories, entries and what belongs to them. The owner is an identity of the tenant, with the prefix of its kind.

CREATE TABLE category (
    realm_id          text        NOT NULL,
    id                uuid        NOT NULL,
    owner             text        NOT NULL,
    name              text        NOT NULL,
    key_type          text        NOT NULL,
    env_var_name      text,
    field_definitions text[],
    icon              text,
    description       text,
    created_at        timestamptz NOT NULL,
    updated_at        timestamptz NOT NULL,
    CONSTRAINT category_pkey PRIMARY KEY (realm_id, id),
    CONSTRAINT category_with_owner UNIQUE (realm_id, owner, id),
    CONSTRAINT category_realm_fkey FOREIGN KEY (realm_id) REFERENCES realm (realm_id),
    CONSTRAINT category_key_type_known CHECK (key_type IN ('simple', 'group')),
    CONSTRAINT category_simple_has_variable CHECK (key_type <> 'simple' OR env_var_name IS NOT NULL),
    CONSTRAINT category_group_has_fields CHECK (key_type <> 'group' OR cardinality(field_definitions) > 0)
);
CREATE INDEX category_in_order ON category (realm_id, owner, created_at, id);

CREATE TABLE entry (
    realm_id      text        NOT NULL,
    id            uuid        NOT NULL,
    -- The category's owner, held equal by the foreign key, so that a list needs one index.
    owner         text        NOT NULL,
    category_id   uuid        NOT NULL,
    -- The category's, which stays as it is while there are entries; so a reveal reads one row.
    key_type      text        NOT NULL,
    name          text        NOT NULL,
    environment   text,
    notes         text,
    sealed        bytea       NOT NULL,
    value_version bigint      NOT NULL,
    created_at    timestamptz NOT NULL,
    updated_at    timestamptz NOT NULL,
    CONSTRAINT entry_pkey PRIMARY KEY (realm_id, id),
    CONSTRAINT entry_category_fkey FOREIGN KEY (realm_id, owner, category_id)
        REFERENCES category (realm_id, owner, id) ON DELETE CASCADE,
    CONSTRAINT entry_key_type_known CHECK (key_type IN ('simple', 'group')),
    CONSTRAINT entry_environment_known CHECK (environment IN ('development', 'staging', 'production')),
    CONSTRAINT entry_value_version_positive CHECK (value_version > 0)
);
-- Not the realm first: an entry that is asked for by realm and id has one index then, even while the table is empty.
CREATE INDEX entry_in_order ON entry (owner, realm_id, created_at, id);
CREATE INDEX entry_by_category ON entry (category_id, owner, realm_id);

CREATE TABLE two_factor (
    realm_id       text        NOT NULL,
    id             uuid        NOT NULL,
    owner          text        NOT NULL,
    service        text        NOT NULL,
    account_name   text        NOT NULL,
    notes          text,
    sealed         bytea       NOT NULL,
    secret_version bigint      NOT NULL,
    created_at     timestamptz NOT NULL,
    updated_at     timestamptz NOT NULL,
    CONSTRAINT two_factor_pkey PRIMARY KEY (realm_id, id),
    CONSTRAINT two_factor_realm_fkey FOREIGN KEY (realm_id) REFERENCES realm (realm_id),
    CONSTRAINT two_factor_secret_version_positive CHECK (secret_version > 0)
);
CREATE INDEX two_factor_in_order ON two_factor (realm_id, owner, created_at, id);

CREATE TABLE env_project (
    realm_id    text        NOT NULL,
    id          uuid        NOT NULL,
    owner       text        NOT NULL,
    name        text        NOT NULL,
    description text,
    created_at  timestamptz NOT NULL,
    updated_at  timestamptz NOT NULL,
    CONSTRAINT env_project_pkey PRIMARY KEY (realm_id, id),
    CONSTRAINT env_project_realm_fkey FOREIGN KEY (realm_id) REFERENCES realm (realm_id)
);
CREATE INDEX env_project_in_order ON env_project (realm_id, owner, created_at, id);

CREATE TABLE env_file (
    realm_id        text        NOT NULL,
    id              uuid        NOT NULL,
    project_id      uuid        NOT NULL,
    file_type       text        NOT NULL,
    sealed          bytea       NOT NULL,
    content_version bigint      NOT NULL,
    created_at      timestamptz NOT NULL,
    updated_at      timestamptz NOT NULL,
    CONSTRAINT env_file_pkey PRIMARY KEY (realm_id, id),
    CONSTRAINT env_file_once UNIQUE (realm_id, project_id, file_type),
    CONSTRAINT env_file_project_fkey FOREIGN KEY (realm_id, project_id)
        REFERENCES env_project (realm_id, id) ON DELETE CASCADE,
    CONSTRAINT env_file_type_known CHECK (file_type IN ('env', 'env.local', 'env.production', 'env.development')),
    CONSTRAINT env_file_content_version_positive CHECK (content_version > 0)
);

ALTER TABLE category ENABLE ROW LEVEL SECURITY;
ALTER TABLE category FORCE ROW LEVEL SECURITY;
CREATE POLICY category_own ON category FOR ALL TO "${app}"
    USING (realm_id = current_realm()) WITH CHECK (realm_id = current_realm());
CREATE POLICY category_spanning ON category FOR SELECT TO "${batch}" USING (spans_realms());
GRANT SELECT, INSERT, UPDATE, DELETE ON category TO "${app}";
GRANT SELECT ON category TO "${batch}";

ALTER TABLE entry ENABLE ROW LEVEL SECURITY;
ALTER TABLE entry FORCE ROW LEVEL SECURITY;
CREATE POLICY entry_own ON entry FOR ALL TO "${app}"
    USING (realm_id = current_realm()) WITH CHECK (realm_id = current_realm());
CREATE POLICY entry_spanning ON entry FOR SELECT TO "${batch}" USING (spans_realms());
GRANT SELECT, INSERT, UPDATE, DELETE ON entry TO "${app}";
GRANT SELECT ON entry TO "${batch}";

ALTER TABLE two_factor ENABLE ROW LEVEL SECURITY;
ALTER TABLE two_factor FORCE ROW LEVEL SECURITY;
CREATE POLICY two_factor_own ON two_factor FOR ALL TO "${app}"
    USING (realm_id = current_realm()) WITH CHECK (realm_id = current_realm());
GRANT SELECT, INSERT, UPDATE, DELETE ON two_factor TO "${app}";

ALTER TABLE env_project ENABLE ROW LEVEL SECURITY;
ALTER TABLE env_project FORCE ROW LEVEL SECURITY;
CREATE POLICY env_project_own ON env_project FOR ALL TO "${app}"
    USING (realm_id = current_realm()) WITH CHECK (realm_id = current_realm());
GRANT SELECT, INSERT, UPDATE, DELETE ON env_project TO "${app}";

ALTER TABLE env_file ENABLE ROW LEVEL SECURITY;
ALTER TABLE env_file FORCE ROW LEVEL SECURITY;
CREATE POLICY env_file_own ON env_file FOR ALL TO "${app}"
    USING (realm_id = current_realm()) WITH CHECK (realm_id = current_realm());
GRANT SELECT, INSERT, UPDATE, DELETE ON env_file TO "${app}";
