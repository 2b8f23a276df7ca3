-- Realms own rows: the system realm owns partners, a partner owns tenants.
-- ${app} is the role that serves requests, ${batch} the one whose statements span realms (docs/tenancy.md).

CREATE FUNCTION current_realm() RETURNS text
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN nullif(current_setting('undercroft.realm', true), '');

CREATE FUNCTION spans_realms() RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN coalesce(current_setting('undercroft.spans_realms', true), '') = 'on';

CREATE TABLE realm (
    realm_id   text        NOT NULL,
    kind       text        NOT NULL,
    partner_id text,
    name       text        NOT NULL,
    status     text        NOT NULL DEFAULT 'active',
    -- Counts every change that a cached decision depends on: policies, bindings, revocations, status.
    epoch      bigint      NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL,
    closed_at  timestamptz,
    CONSTRAINT realm_pkey PRIMARY KEY (realm_id),
    CONSTRAINT realm_partner_fkey FOREIGN KEY (partner_id) REFERENCES realm (realm_id),
    CONSTRAINT realm_id_filled CHECK (realm_id <> ''),
    CONSTRAINT realm_kind_known CHECK (kind IN ('system', 'partner', 'tenant')),
    CONSTRAINT realm_tenant_has_partner CHECK ((kind = 'tenant') = (partner_id IS NOT NULL)),
    CONSTRAINT realm_status_known CHECK (status IN ('active', 'closed'))
);
CREATE INDEX realm_by_partner ON realm (partner_id, realm_id);

ALTER TABLE realm ENABLE ROW LEVEL SECURITY;
ALTER TABLE realm FORCE ROW LEVEL SECURITY;
CREATE POLICY realm_own ON realm FOR ALL TO "${app}"
    USING (realm_id = current_realm() OR partner_id = current_realm() OR current_realm() = 'system')
    WITH CHECK (realm_id = current_realm() OR partner_id = current_realm() OR current_realm() = 'system');
CREATE POLICY realm_spanning ON realm FOR SELECT TO "${batch}" USING (spans_realms());
GRANT SELECT, INSERT, UPDATE ON realm TO "${app}";
GRANT SELECT ON realm TO "${batch}";

-- The owner is held by the wall too; the first row is made before it stands.

ALTER TABLE realm NO FORCE ROW LEVEL SECURITY;
INSERT INTO realm (realm_id, kind, name, created_at) VALUES ('system', 'system', 'System', now());
ALTER TABLE realm FORCE ROW LEVEL SECURITY;

CREATE TABLE realm_key (
    realm_id    text        NOT NULL,
    version     integer     NOT NULL,
    root_key_id text        NOT NULL,
    wrapped_key bytea       NOT NULL,
    created_at  timestamptz NOT NULL,
    CONSTRAINT realm_key_pkey PRIMARY KEY (realm_id, version),
    CONSTRAINT realm_key_realm_fkey FOREIGN KEY (realm_id) REFERENCES realm (realm_id),
    CONSTRAINT realm_key_version_positive CHECK (version > 0)
);
ALTER TABLE realm_key ENABLE ROW LEVEL SECURITY;
ALTER TABLE realm_key FORCE ROW LEVEL SECURITY;
CREATE POLICY realm_key_own ON realm_key FOR ALL TO "${app}"
    USING (realm_id = current_realm()) WITH CHECK (realm_id = current_realm());
-- Rotating the root key wraps the realm keys of every realm anew.
CREATE POLICY realm_key_spanning_read ON realm_key FOR SELECT TO "${batch}" USING (spans_realms());
CREATE POLICY realm_key_spanning_rewrap ON realm_key FOR UPDATE TO "${batch}"
    USING (spans_realms()) WITH CHECK (spans_realms());
GRANT SELECT, INSERT, DELETE ON realm_key TO "${app}";
GRANT SELECT, UPDATE (root_key_id, wrapped_key) ON realm_key TO "${batch}";

CREATE TABLE revoked_token (
    realm_id     text        NOT NULL,
    token_digest text        NOT NULL,
    expires_at   timestamptz NOT NULL,
    revoked_at   timestamptz NOT NULL,
    CONSTRAINT revoked_token_pkey PRIMARY KEY (realm_id, token_digest),
    CONSTRAINT revoked_token_realm_fkey FOREIGN KEY (realm_id) REFERENCES realm (realm_id)
);
ALTER TABLE revoked_token ENABLE ROW LEVEL SECURITY;
ALTER TABLE revoked_token FORCE ROW LEVEL SECURITY;
CREATE POLICY revoked_token_own ON revoked_token FOR ALL TO "${app}"
    USING (realm_id = current_realm()) WITH CHECK (realm_id = current_realm());
CREATE POLICY revoked_token_spanning ON revoked_token FOR SELECT TO "${batch}" USING (spans_realms());
GRANT SELECT, INSERT, DELETE ON revoked_token TO "${app}";
GRANT SELECT ON revoked_token TO "${batch}";
