-- Every look at a family's record by someone outside it. Rows are only ever added.
CREATE TABLE access_log (
    id BLOB PRIMARY KEY,
    family_id BLOB NOT NULL REFERENCES family (id),
    person_id BLOB NOT NULL REFERENCES person (id),
    role TEXT NOT NULL,
    what TEXT NOT NULL,
    -- Set where the look was at a conversation: then only its readers see the line.
    thread_id BLOB REFERENCES thread (id),
    -- Set where the one who looked stands beside one parent: then only that parent sees the line.
    subject_id BLOB REFERENCES person (id),
    at TEXT NOT NULL
) STRICT;
CREATE INDEX access_log_family ON access_log (family_id, id);

CREATE TRIGGER access_log_no_update BEFORE UPDATE ON access_log
BEGIN
    SELECT RAISE(ABORT, 'the access log only grows');
END;
CREATE TRIGGER access_log_no_delete BEFORE DELETE ON access_log
BEGIN
    SELECT RAISE(ABORT, 'the access log only grows');
END;
