-- Conversations with named readers. A message's number in its thread is its order, gapless from 1.
CREATE TABLE thread (
    id uuid PRIMARY KEY,
    agency_id uuid NOT NULL REFERENCES agency (id),
    family_id uuid REFERENCES family (id),
    key text,
    -- The readers of a thread of two, smaller id first: two people have one thread of their own.
    pair text UNIQUE,
    created_at timestamptz NOT NULL,
    last_seq bigint NOT NULL,
    UNIQUE (family_id, key)
);

CREATE TABLE reader (
    thread_id uuid NOT NULL REFERENCES thread (id),
    person_id uuid NOT NULL REFERENCES person (id),
    -- The first message this person may read, and the last they have read.
    from_seq bigint NOT NULL,
    read_seq bigint NOT NULL,
    left_at timestamptz,
    PRIMARY KEY (thread_id, person_id)
);
CREATE INDEX reader_person ON reader (person_id);

CREATE TABLE message (
    id uuid PRIMARY KEY,
    thread_id uuid NOT NULL REFERENCES thread (id),
    seq bigint NOT NULL,
    author_id uuid NOT NULL REFERENCES person (id),
    form_id uuid NOT NULL,
    key text,
    language text NOT NULL,
    body text NOT NULL,
    entered_by_agency boolean NOT NULL,
    at timestamptz NOT NULL,
    UNIQUE (thread_id, seq),
    UNIQUE (author_id, form_id)
);

CREATE TABLE draft (
    person_id uuid NOT NULL REFERENCES person (id),
    -- The thread or the person it is for.
    about uuid NOT NULL,
    body text NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (person_id, about)
);
