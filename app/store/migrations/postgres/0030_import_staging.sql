-- SQLite stages an import in these two tables, as it lets only one writer in at a time. PostgreSQL has no need to: there an
-- import is one transaction, and they stay empty.
CREATE TABLE import_run (
    id integer PRIMARY KEY CHECK (id = 1),
    state text NOT NULL CHECK (state IN ('staging', 'applying')),
    applied_seq bigint NOT NULL,
    started_at timestamptz NOT NULL
);
CREATE TABLE import_record (
    seq bigint PRIMARY KEY,
    kind text NOT NULL CHECK (kind IN ('agency', 'person', 'family')),
    place text NOT NULL,
    body text NOT NULL
);

DO $$
DECLARE name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['import_run', 'import_record'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
        EXECUTE format('CREATE POLICY house ON %I TO alongside_owner, alongside_system USING (true) WITH CHECK (true)', name);
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO alongside_system', name);
    END LOOP;
END $$;

-- Right after a large import the planner knows the tables as they were before it, and plans become slow until autovacuum has
-- come by. Only a table's owner may analyze it, so an import asks through this function.
CREATE FUNCTION alongside_analyze() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    ANALYZE person, family, membership, audience, audience_entry, text, translation, child, plan, plan_item, plan_version, plan_line,
        event, thread, reader, message;
END $$;
REVOKE EXECUTE ON FUNCTION alongside_analyze FROM PUBLIC;
GRANT EXECUTE ON FUNCTION alongside_analyze TO alongside_system;
