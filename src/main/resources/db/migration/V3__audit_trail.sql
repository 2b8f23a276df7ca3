-- Partitioned by month. The two chain columns are filled by the sealer, behind the commit of an event.
CREATE TABLE audit_event (
    realm_id         text        NOT NULL,
    id               uuid        NOT NULL,
    occurred_at      timestamptz NOT NULL,
    action           text        NOT NULL,
    secret_path      text COLLATE "C",
    identity_type    text        NOT NULL,
    identity_id      text        NOT NULL,
    actor_tenant_id  text,
    actor_partner_id text,
    credential_id    text,
    source_ip        text,
    user_agent       text,
    success          boolean     NOT NULL,
    code             text,
    duration_ms      integer     NOT NULL,
    request_id       text        NOT NULL,
    extra_data       jsonb,
    chain_position   bigint,
    chain_mac        bytea,
    CONSTRAINT audit_event_pkey PRIMARY KEY (realm_id, occurred_at, id),
    CONSTRAINT audit_event_realm_filled CHECK (realm_id <> '')
) PARTITION BY RANGE (occurred_at);
-- Answers who read this path, and counts the reads of the last thirty days.
CREATE INDEX audit_event_by_path ON audit_event (realm_id, secret_path, occurred_at);
-- Takes events of months that have no partition (a clock that is far off); never dropped by retention.
CREATE TABLE audit_event_other PARTITION OF audit_event DEFAULT;

ALTER TABLE audit_event ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit_event FORCE ROW LEVEL SECURITY;
CREATE POLICY audit_event_own_read ON audit_event FOR SELECT TO "${app}" USING (realm_id = current_realm());
CREATE POLICY audit_event_own_write ON audit_event FOR INSERT TO "${app}" WITH CHECK (realm_id = current_realm());
-- Row-level security wants a SELECT policy for nothing that the batch does: it only inserts.
CREATE POLICY audit_event_spanning ON audit_event FOR INSERT TO "${batch}" WITH CHECK (spans_realms());
GRANT SELECT, INSERT ON audit_event TO "${app}";
GRANT INSERT ON audit_event TO "${batch}";

-- The application may not create or drop tables; these two do it with the owner's rights, for whole months only.
CREATE FUNCTION create_audit_partition(month date) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
    first date := date_trunc('month', month)::date;
    partition text := 'audit_event_' || to_char(first, 'YYYY_MM');
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('create_audit_partition'));
    IF to_regclass('public.' || quote_ident(partition)) IS NOT NULL THEN
        RETURN;
    END IF;
    EXECUTE format('CREATE TABLE public.%I PARTITION OF public.audit_event FOR VALUES FROM (%L) TO (%L)',
        partition, first || ' 00:00:00+00', (first + interval '1 month')::date || ' 00:00:00+00');
    -- A partition has no policies of its own, so nobody may ask it directly.
    EXECUTE format('REVOKE ALL ON public.%I FROM PUBLIC', partition);
END
$$;

CREATE FUNCTION drop_audit_partitions(before date) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
    partition text;
    dropped integer := 0;
BEGIN
    FOR partition IN
        SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
        WHERE i.inhparent = 'public.audit_event'::regclass
          AND c.relname ~ '^audit_event_[0-9]{4}_[0-9]{2}$'
          AND to_date(substr(c.relname, 13), 'YYYY_MM') + interval '1 month' <= before
    LOOP
        EXECUTE format('DROP TABLE public.%I', partition);
        dropped := dropped + 1;
    END LOOP;
    RETURN dropped;
END
$$;
REVOKE ALL ON FUNCTION create_audit_partition(date) FROM PUBLIC;
REVOKE ALL ON FUNCTION drop_audit_partitions(date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION create_audit_partition(date) TO "${batch}";
GRANT EXECUTE ON FUNCTION drop_audit_partitions(date) TO "${batch}";
