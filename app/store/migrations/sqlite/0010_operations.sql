-- Operation of the installation: the progress of an import, the flag of a demo database, and the
-- write probe.

-- An import is checked and staged before anything of it is applied, and then applied in short
-- transactions, so that no other writer waits for all of it (decision 16). Only one import runs at
-- a time. `state` is 'staging' until everything has been checked; an import that is 'applying' is
-- always completed, by another process if the first one dies.
CREATE TABLE import_run (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    state TEXT NOT NULL CHECK (state IN ('staging', 'applying')),
    applied_seq INTEGER NOT NULL,
    started_at TEXT NOT NULL
) STRICT;

-- The records that are still to be applied, in the order of the files. `place` is the name of the
-- file and a JSON pointer.
CREATE TABLE import_record (
    seq INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('agency', 'person', 'family')),
    place TEXT NOT NULL,
    body TEXT NOT NULL
) STRICT;

-- Facts about the installation. 'demo' marks a database with the demo agency, so that real data is
-- never imported into it, and demo data never into a real database.
CREATE TABLE installation_flag (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

-- The one row that /readyz updates, to check that the database accepts writes.
CREATE TABLE write_probe (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    checked_at TEXT NOT NULL
) STRICT;
INSERT INTO write_probe (id, checked_at) VALUES (1, '1970-01-01T00:00:00Z');
