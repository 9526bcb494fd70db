-- The documents that a young person holds when care ends (Wis. Stat. 48.385 (2)), and the vault with
-- the files that they keep.

-- What was said about a document. The row with the highest revision holds; the others are the
-- history.
CREATE TABLE transition_document (
    owner_id BLOB NOT NULL REFERENCES person (id),
    -- A slug of `DocumentKind`.
    kind TEXT NOT NULL,
    revision INTEGER NOT NULL,
    family_id BLOB NOT NULL REFERENCES family (id),
    state TEXT NOT NULL CHECK (state IN ('have', 'coming', 'unsure')),
    -- Who gets it, in the words of the owner; null where the agency said it, which then gets it.
    helper TEXT,
    due_on TEXT,
    -- The owner or a worker; null for a state that was imported.
    written_by_id BLOB REFERENCES person (id),
    written_at TEXT NOT NULL,
    PRIMARY KEY (owner_id, kind, revision)
) STRICT;
CREATE INDEX transition_document_family ON transition_document (family_id);

-- A file in the vault of a young person. The bytes are in the attachment store, under the id.
CREATE TABLE transition_file (
    id BLOB PRIMARY KEY,
    owner_id BLOB NOT NULL REFERENCES person (id),
    family_id BLOB NOT NULL REFERENCES family (id),
    -- The form that added it, and the place among its files, from 0: a form that is sent again adds
    -- nothing.
    form_id BLOB NOT NULL,
    position INTEGER NOT NULL,
    -- The document that it is a copy of; null for any other file.
    kind TEXT,
    -- As its owner calls it; empty where they call it nothing.
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size_bytes INTEGER NOT NULL,
    -- SHA-256 of the stored bytes, in hexadecimal.
    hash TEXT NOT NULL,
    added_at TEXT NOT NULL,
    -- A removed file is kept for a day, in which its owner can put it back.
    removed_at TEXT,
    UNIQUE (owner_id, form_id, position)
) STRICT;
