-- An import is checked and staged here before anything of it is written, then applied in short transactions, so that nobody
-- waits for it. One at a time: `state` is 'staging' until everything is checked; from 'applying' on it is carried to its end,
-- by another process where the first one dies.
CREATE TABLE import_run (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    state TEXT NOT NULL CHECK (state IN ('staging', 'applying')),
    applied_seq INTEGER NOT NULL,
    started_at TEXT NOT NULL
) STRICT;

-- What is still to be applied, in the order of the files. `place` is the file's name and a JSON pointer.
CREATE TABLE import_record (
    seq INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('agency', 'person', 'family')),
    place TEXT NOT NULL,
    body TEXT NOT NULL
) STRICT;
