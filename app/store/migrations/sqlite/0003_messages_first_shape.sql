-- Conversations with named readers. A message's number in its thread is its order, gapless from 1.
CREATE TABLE thread (
    id BLOB PRIMARY KEY,
    agency_id BLOB NOT NULL REFERENCES agency (id),
    family_id BLOB REFERENCES family (id),
    key TEXT,
    -- The readers of a thread of two, smaller id first: two people have one thread of their own.
    pair TEXT UNIQUE,
    created_at TEXT NOT NULL,
    last_seq INTEGER NOT NULL,
    UNIQUE (family_id, key)
) STRICT;

CREATE TABLE reader (
    thread_id BLOB NOT NULL REFERENCES thread (id),
    person_id BLOB NOT NULL REFERENCES person (id),
    -- The first message this person may read, and the last they have read.
    from_seq INTEGER NOT NULL,
    read_seq INTEGER NOT NULL,
    left_at TEXT,
    PRIMARY KEY (thread_id, person_id)
) STRICT;
CREATE INDEX reader_person ON reader (person_id);

CREATE TABLE message (
    id BLOB PRIMARY KEY,
    thread_id BLOB NOT NULL REFERENCES thread (id),
    seq INTEGER NOT NULL,
    author_id BLOB NOT NULL REFERENCES person (id),
    form_id BLOB NOT NULL,
    key TEXT,
    language TEXT NOT NULL,
    body TEXT NOT NULL,
    entered_by_agency INTEGER NOT NULL,
    at TEXT NOT NULL,
    UNIQUE (thread_id, seq),
    UNIQUE (author_id, form_id)
) STRICT;

CREATE TABLE draft (
    person_id BLOB NOT NULL REFERENCES person (id),
    -- The thread or the person it is for.
    about BLOB NOT NULL,
    body TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (person_id, about)
) STRICT;
