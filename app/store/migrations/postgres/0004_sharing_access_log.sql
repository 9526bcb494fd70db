-- Every look at a family's record by someone outside it. Rows are only ever added.
CREATE TABLE access_log (
    id uuid PRIMARY KEY,
    family_id uuid NOT NULL REFERENCES family (id),
    person_id uuid NOT NULL REFERENCES person (id),
    role text NOT NULL,
    what text NOT NULL,
    -- Set where the look was at a conversation: then only its readers see the line.
    thread_id uuid REFERENCES thread (id),
    -- Set where the one who looked stands beside one parent: then only that parent sees the line.
    subject_id uuid REFERENCES person (id),
    at timestamptz NOT NULL
);
CREATE INDEX access_log_family ON access_log (family_id, id);

CREATE FUNCTION alongside_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the access log only grows';
END $$;
CREATE TRIGGER access_log_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON access_log
    FOR EACH STATEMENT EXECUTE FUNCTION alongside_refuse();
