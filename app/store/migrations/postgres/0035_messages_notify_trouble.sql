-- Ways by which somebody could not be reached, and since when (seconds since 1970). The job writes it, and the person reads it:
-- they are the one who can mend it. Choosing that way anew, or being reached by it, removes it.
CREATE TABLE notify_trouble (
    person_id uuid NOT NULL REFERENCES person (id),
    way text NOT NULL,
    since bigint NOT NULL,
    PRIMARY KEY (person_id, way)
);
ALTER TABLE notify_trouble ENABLE ROW LEVEL SECURITY;
ALTER TABLE notify_trouble FORCE ROW LEVEL SECURITY;
CREATE POLICY house ON notify_trouble TO alongside_owner, alongside_system USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON notify_trouble TO alongside_system;
GRANT SELECT, DELETE ON notify_trouble TO alongside_app;
CREATE POLICY own ON notify_trouble FOR SELECT TO alongside_app USING (person_id = alongside_person());
CREATE POLICY mended ON notify_trouble FOR DELETE TO alongside_app USING (person_id = alongside_person());
