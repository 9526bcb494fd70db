-- The access log: every read of a family's record by a person outside the family.

CREATE TABLE access_log (
    id BLOB PRIMARY KEY,
    family_id BLOB NOT NULL REFERENCES family (id),
    person_id BLOB NOT NULL REFERENCES person (id),
    role TEXT NOT NULL,
    what TEXT NOT NULL,
    -- Set when a thread was read: then only its participants see the row.
    thread_id BLOB REFERENCES thread (id),
    -- Set when the reader is the mentor of one parent: then only that parent sees the row.
    subject_id BLOB REFERENCES person (id),
    created_at TEXT NOT NULL
) STRICT;
CREATE INDEX access_log_family ON access_log (family_id, id);

-- Rows are only inserted.
CREATE TRIGGER access_log_no_update BEFORE UPDATE ON access_log
BEGIN
    SELECT RAISE(ABORT, 'the access log only grows');
END;
CREATE TRIGGER access_log_no_delete BEFORE DELETE ON access_log
BEGIN
    SELECT RAISE(ABORT, 'the access log only grows');
END;
