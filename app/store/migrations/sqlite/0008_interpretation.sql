-- Messages in two languages: requests to interpreters, translations of messages by interpreters and
-- machines, and the agency's glossary of legal terms.

CREATE TABLE interpretation_request (
    id BLOB PRIMARY KEY,
    thread_id BLOB NOT NULL REFERENCES thread (id),
    seq INTEGER NOT NULL,
    language TEXT NOT NULL,
    asked_by BLOB NOT NULL REFERENCES person (id),
    -- How many preceding messages the interpreter may read, to understand this one.
    context_count INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    claimed_by BLOB REFERENCES person (id),
    done_at TEXT,
    UNIQUE (thread_id, seq, language)
) STRICT;
CREATE INDEX interpretation_request_waiting ON interpretation_request (thread_id)
    WHERE done_at IS NULL;

CREATE TABLE message_translation (
    thread_id BLOB NOT NULL REFERENCES thread (id),
    seq INTEGER NOT NULL,
    language TEXT NOT NULL,
    machine INTEGER NOT NULL,
    body TEXT NOT NULL,
    -- The name of the interpreter, or of the machine.
    made_by TEXT NOT NULL,
    created_by_id BLOB REFERENCES person (id),
    created_at TEXT NOT NULL,
    PRIMARY KEY (thread_id, seq, language, machine)
) STRICT;
-- For the full-text search in `message_search_index`. Deleting the message removes its translations
-- from the search, too.
CREATE TRIGGER message_translation_search_insert AFTER INSERT ON message_translation
BEGIN
    INSERT INTO message_search_row (thread_id, seq) VALUES (NEW.thread_id, NEW.seq);
    INSERT INTO message_search_index (rowid, body) VALUES (last_insert_rowid(), NEW.body);
END;

CREATE TABLE glossary (
    agency_id BLOB NOT NULL REFERENCES agency (id),
    language TEXT NOT NULL,
    term TEXT NOT NULL,
    to_language TEXT NOT NULL,
    words TEXT NOT NULL,
    PRIMARY KEY (agency_id, language, term, to_language)
) STRICT;
