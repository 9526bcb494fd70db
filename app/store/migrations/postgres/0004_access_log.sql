-- The access log: every read of a family's record by a person outside the family.

-- Rows are only ever added.
CREATE TABLE access_log (
    id uuid PRIMARY KEY,
    family_id uuid NOT NULL REFERENCES family (id),
    person_id uuid NOT NULL REFERENCES person (id),
    role text NOT NULL,
    what text NOT NULL,
    -- Set when a thread was read: only its participants see the row. 0007_messages.sql adds the
    -- foreign key, because that table does not exist yet.
    thread_id uuid,
    -- Set when the reader is the mentor of one parent: only that parent sees the row.
    subject_id uuid REFERENCES person (id),
    created_at timestamptz NOT NULL
);
CREATE INDEX access_log_family ON access_log (family_id, id);

CREATE FUNCTION alongside_reject_change() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RAISE EXCEPTION 'the access log only grows';
END $$;
CREATE TRIGGER access_log_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON access_log
    FOR EACH STATEMENT EXECUTE FUNCTION alongside_reject_change();

ALTER TABLE access_log ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON access_log TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
-- alongside_system too can only read and add rows.
GRANT SELECT, INSERT ON access_log TO alongside_system;
GRANT SELECT, INSERT ON access_log TO alongside_app;
-- Read by the family and its supervisor, each their part.
CREATE POLICY select_visible ON access_log FOR SELECT TO alongside_app
    USING (alongside_has_any_role(family_id, '{parent,guardian,indian_custodian,youth,supervisor}')
    AND (subject_id IS NULL OR subject_id = alongside_person())
    AND (thread_id IS NULL OR alongside_can_read_thread(thread_id, 9223372036854775807)));
-- A row states the role that its writer has in the family today, the parent whom they support, and
-- the current time.
CREATE POLICY insert_own ON access_log FOR INSERT TO alongside_app
    WITH CHECK (person_id = alongside_person() AND alongside_is_now(created_at)
    AND alongside_has_membership(family_id, role, subject_id)
    AND (thread_id IS NULL OR alongside_can_read_thread(thread_id, 9223372036854775807)
        OR alongside_is_interpreter(thread_id)));
