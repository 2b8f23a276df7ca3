CREATE TABLE access_policy (
    realm_id    text        NOT NULL,
    id          text        NOT NULL,
    name        text        NOT NULL,
    description text,
    rules       jsonb       NOT NULL,
    is_active   boolean     NOT NULL,
    created_at  timestamptz NOT NULL,
    updated_at  timestamptz NOT NULL,
    CONSTRAINT access_policy_pkey PRIMARY KEY (realm_id, id),
    CONSTRAINT access_policy_realm_fkey FOREIGN KEY (realm_id) REFERENCES realm (realm_id)
);
ALTER TABLE access_policy ENABLE ROW LEVEL SECURITY;
ALTER TABLE access_policy FORCE ROW LEVEL SECURITY;
CREATE POLICY access_policy_own ON access_policy FOR ALL TO "${app}"
    USING (realm_id = current_realm()) WITH CHECK (realm_id = current_realm());
CREATE POLICY access_policy_spanning ON access_policy FOR SELECT TO "${batch}" USING (spans_realms());
GRANT SELECT, INSERT, UPDATE, DELETE ON access_policy TO "${app}";
GRANT SELECT ON access_policy TO "${batch}";

CREATE TABLE policy_binding (
    realm_id      text        NOT NULL,
    id            text        NOT NULL,
    policy_id     text        NOT NULL,
    identity_type text        NOT NULL,
    identity_id   text        NOT NULL,
    expires_at    timestamptz,
    created_at    timestamptz NOT NULL,
    CONSTRAINT policy_binding_pkey PRIMARY KEY (realm_id, id),
    CONSTRAINT policy_binding_once UNIQUE (realm_id, policy_id, identity_id),
    CONSTRAINT policy_binding_policy_fkey FOREIGN KEY (realm_id, policy_id)
        REFERENCES access_policy (realm_id, id) ON DELETE CASCADE,
    CONSTRAINT policy_binding_identity_type_known CHECK (identity_type IN ('user', 'service_account', 'group'))
);
ALTER TABLE policy_binding ENABLE ROW LEVEL SECURITY;
ALTER TABLE policy_binding FORCE ROW LEVEL SECURITY;
CREATE POLICY policy_binding_own ON policy_binding FOR ALL TO "${app}"
    USING (realm_id = current_realm()) WITH CHECK (realm_id = current_realm());
CREATE POLICY policy_binding_spanning ON policy_binding FOR SELECT TO "${batch}" USING (spans_realms());
GRANT SELECT, INSERT, UPDATE, DELETE ON policy_binding TO "${app}";
GRANT SELECT ON policy_binding TO "${batch}";
