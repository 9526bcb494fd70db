-- Staging of imports, the statistics that the planner needs after one, and two tables about the
-- installation.

-- SQLite stages an import in these two tables, because it allows one writer at a time. They stay
-- empty on PostgreSQL, where an import is one transaction.
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

ALTER TABLE import_run ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON import_run TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON import_run TO alongside_system;

ALTER TABLE import_record ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON import_record TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON import_record TO alongside_system;

-- After a large import the planner uses old statistics, and queries are slow until autovacuum runs.
-- Only the owner of a table may analyze it, so an import calls this function.
CREATE FUNCTION alongside_analyze() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    ANALYZE person, family, membership, audience, audience_entry, text, translation, child, plan,
        plan_item, plan_version, plan_version_item, event, thread, thread_participant, message;
END $$;
REVOKE EXECUTE ON FUNCTION alongside_analyze FROM PUBLIC;
GRANT EXECUTE ON FUNCTION alongside_analyze TO alongside_system;

-- Facts about the installation. `demo` marks a database with the demo agency, so that real data is
-- never imported into it, and demo data never into a real database.
CREATE TABLE installation_flag (
    name text PRIMARY KEY,
    value text NOT NULL
);

ALTER TABLE installation_flag ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON installation_flag TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON installation_flag TO alongside_system;

-- One row that /readyz updates to check that the database accepts writes.
CREATE TABLE write_probe (
    id integer PRIMARY KEY CHECK (id = 1),
    checked_at timestamptz NOT NULL
);
INSERT INTO write_probe (id, checked_at) VALUES (1, '1970-01-01T00:00:00Z');

ALTER TABLE write_probe ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON write_probe TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT ON write_probe TO alongside_system;
-- The login for requests updates it, because its writes are the ones that users wait for. The row
-- tells nothing about people.
GRANT SELECT, UPDATE (checked_at) ON write_probe TO alongside_app;
CREATE POLICY probe ON write_probe FOR ALL TO alongside_app USING (true) WITH CHECK (true);
