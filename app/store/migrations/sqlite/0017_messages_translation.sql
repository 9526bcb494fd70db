-- Two languages in one conversation: what was asked of interpreters, what they and machines made of it, and the agency's
-- own words for the terms of the law.
CREATE TABLE interpretation (
    id BLOB PRIMARY KEY,
    thread_id BLOB NOT NULL REFERENCES thread (id),
    seq INTEGER NOT NULL,
    language TEXT NOT NULL,
    asked_by BLOB NOT NULL REFERENCES person (id),
    -- How many messages before it the interpreter may read to understand it.
    before_it INTEGER NOT NULL,
    at TEXT NOT NULL,
    taken_by BLOB REFERENCES person (id),
    done_at TEXT,
    UNIQUE (thread_id, seq, language)
) STRICT;
CREATE INDEX interpretation_waiting ON interpretation (thread_id) WHERE done_at IS NULL;

CREATE TABLE message_translation (
    thread_id BLOB NOT NULL REFERENCES thread (id),
    seq INTEGER NOT NULL,
    language TEXT NOT NULL,
    machine INTEGER NOT NULL,
    body TEXT NOT NULL,
    -- Who made it: an interpreter's name, or the machine's.
    made_by TEXT NOT NULL,
    by_id BLOB REFERENCES person (id),
    at TEXT NOT NULL,
    PRIMARY KEY (thread_id, seq, language, machine)
) STRICT;

CREATE TABLE glossary (
    agency_id BLOB NOT NULL REFERENCES agency (id),
    language TEXT NOT NULL,
    term TEXT NOT NULL,
    to_language TEXT NOT NULL,
    words TEXT NOT NULL,
    PRIMARY KEY (agency_id, language, term, to_language)
) STRICT;
