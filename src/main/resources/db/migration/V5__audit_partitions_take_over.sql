-- A month whose events came before its partition takes them over; PostgreSQL refuses a partition for rows that the
-- default one holds.
CREATE OR REPLACE FUNCTION create_audit_partition(month date) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp SET lock_timeout = '3s'
AS $$
DECLARE
    first date := date_trunc('month', month)::date;
    begins timestamptz := first::timestamp AT TIME ZONE 'UTC';
    ends timestamptz := (first + interval '1 month') AT TIME ZONE 'UTC';
    partition text := 'audit_event_' || to_char(first, 'YYYY_MM');
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('create_audit_partition'));
    IF to_regclass('public.' || quote_ident(partition)) IS NOT NULL THEN
        RETURN;
    END IF;
    -- The strongest lock first and on all at once: one that grows could meet a reader who waits to record his reading.
    LOCK TABLE public.audit_event IN ACCESS EXCLUSIVE MODE;
    EXECUTE format('CREATE TABLE public.%I (LIKE public.audit_event INCLUDING DEFAULTS INCLUDING CONSTRAINTS)',
        partition);
    -- A partition has no policies of its own, so nobody may ask it directly.
    EXECUTE format('REVOKE ALL ON public.%I FROM PUBLIC', partition);
    EXECUTE format('WITH moved AS (DELETE FROM public.audit_event_other WHERE occurred_at >= %L AND occurred_at < %L'
        ' RETURNING *) INSERT INTO public.%I SELECT * FROM moved', begins, ends, partition);
    EXECUTE format('ALTER TABLE public.audit_event ATTACH PARTITION public.%I FOR VALUES FROM (%L) TO (%L)',
        partition, begins, ends);
END
$$;
