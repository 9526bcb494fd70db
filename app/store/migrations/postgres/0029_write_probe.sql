-- The one row that /readyz rewrites to find out whether this database can be written.
CREATE TABLE write_probe (
    id integer PRIMARY KEY CHECK (id = 1),
    checked_at timestamptz NOT NULL
);
INSERT INTO write_probe (id, checked_at) VALUES (1, '1970-01-01T00:00:00Z');

ALTER TABLE write_probe ENABLE ROW LEVEL SECURITY;
ALTER TABLE write_probe FORCE ROW LEVEL SECURITY;
CREATE POLICY house ON write_probe TO alongside_owner, alongside_system USING (true) WITH CHECK (true);
-- The portal's own login writes it, since that is the login whose writes people wait for. It says nothing about anybody.
CREATE POLICY probe ON write_probe FOR ALL TO alongside_app USING (true) WITH CHECK (true);
GRANT SELECT, UPDATE (checked_at) ON write_probe TO alongside_app;
GRANT SELECT ON write_probe TO alongside_system;
