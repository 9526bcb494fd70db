-- Requests for a translation of a text are kept: texts join the interpreters' queue with the rules
-- of messages, a worker can write a translation, and the person who asked is told when it is there.

-- Who translated the text. Null for a translation by a machine, or from an import.
ALTER TABLE translation ADD COLUMN created_by_id BLOB REFERENCES person (id);

-- A new table, because `ALTER TABLE` adds no column that is NOT NULL and has no default.
CREATE TABLE translation_request_new (
    text_id BLOB NOT NULL REFERENCES text (id) ON DELETE CASCADE,
    language TEXT NOT NULL,
    person_id BLOB NOT NULL REFERENCES person (id),
    created_at TEXT NOT NULL,
    -- The day of the request in the agency's time zone, and the day by which the translation is
    -- promised. Both are stored, because a page that shows a text knows no time zone, and a promise
    -- stays what it was when the agency promises otherwise.
    asked_on TEXT NOT NULL,
    answer_due TEXT NOT NULL,
    PRIMARY KEY (text_id, language, person_id)
) STRICT;
INSERT INTO translation_request_new (text_id, language, person_id, created_at, asked_on, answer_due)
    SELECT text_id, language, person_id, created_at, substr(created_at, 1, 10),
        date(substr(created_at, 1, 10), '+7 days')
    FROM translation_request;
DROP TABLE translation_request;
ALTER TABLE translation_request_new RENAME TO translation_request;
CREATE INDEX translation_request_person ON translation_request (person_id);

-- One text to translate into one language, whoever asked: what interpreters claim. Like
-- interpretation_request for messages.
CREATE TABLE text_interpretation (
    id BLOB PRIMARY KEY,
    text_id BLOB NOT NULL REFERENCES text (id) ON DELETE CASCADE,
    language TEXT NOT NULL,
    claimed_by BLOB REFERENCES person (id),
    -- The day on which the text was translated.
    done_on TEXT,
    UNIQUE (text_id, language)
) STRICT;
INSERT INTO text_interpretation (id, text_id, language)
    SELECT randomblob(16), q.text_id, q.language
    FROM (SELECT DISTINCT r.text_id, r.language FROM translation_request r) q;

-- Transactional outbox, like notification_outbox: tells a person who asked that the translation is
-- there. Times are in seconds since 1970; the states are those of notification_outbox.
CREATE TABLE translation_notification (
    text_id BLOB NOT NULL REFERENCES text (id) ON DELETE CASCADE,
    language TEXT NOT NULL,
    person_id BLOB NOT NULL REFERENCES person (id),
    created_at INTEGER NOT NULL,
    state TEXT NOT NULL,
    delivered_channels TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    next_attempt_at INTEGER NOT NULL,
    delivered_at INTEGER,
    PRIMARY KEY (text_id, language, person_id)
) STRICT;
CREATE INDEX translation_notification_waiting ON translation_notification (next_attempt_at)
    WHERE state = 'waiting';
CREATE INDEX translation_notification_person ON translation_notification (person_id);

-- Set when an interpreter read one text: only those who may read the text see the row.
ALTER TABLE access_log ADD COLUMN text_id BLOB REFERENCES text (id);
