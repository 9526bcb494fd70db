-- Agencies, the people they know, how people get in, and who stands on which family's team.
CREATE TABLE agency (
    id BLOB PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    time_zone TEXT NOT NULL,
    languages TEXT NOT NULL,
    phone TEXT NOT NULL,
    exit_address TEXT NOT NULL
) STRICT;

CREATE TABLE person (
    id BLOB PRIMARY KEY,
    agency_id BLOB NOT NULL REFERENCES agency (id),
    key TEXT NOT NULL,
    name TEXT NOT NULL,
    chosen_name TEXT,
    pronouns TEXT,
    pronunciation TEXT,
    languages_spoken TEXT NOT NULL,
    languages_read TEXT NOT NULL,
    born TEXT,
    language TEXT,
    UNIQUE (agency_id, key)
) STRICT;

CREATE TABLE account (
    person_id BLOB PRIMARY KEY REFERENCES person (id),
    sign_in_name TEXT NOT NULL UNIQUE,
    passphrase_hash TEXT NOT NULL,
    created_at TEXT NOT NULL
) STRICT;

CREATE TABLE invitation (
    code_hash TEXT PRIMARY KEY,
    person_id BLOB NOT NULL REFERENCES person (id),
    expires_at TEXT NOT NULL,
    used_at TEXT
) STRICT;

CREATE TABLE session (
    token_hash TEXT PRIMARY KEY,
    person_id BLOB REFERENCES person (id),
    data TEXT NOT NULL,
    expires_at TEXT NOT NULL
) STRICT;
CREATE INDEX session_person ON session (person_id);

CREATE TABLE family (
    id BLOB PRIMARY KEY,
    agency_id BLOB NOT NULL REFERENCES agency (id),
    key TEXT NOT NULL,
    name TEXT NOT NULL,
    stage TEXT NOT NULL,
    in_home INTEGER NOT NULL,
    UNIQUE (agency_id, key)
) STRICT;

CREATE TABLE membership (
    id BLOB PRIMARY KEY,
    family_id BLOB NOT NULL REFERENCES family (id),
    person_id BLOB NOT NULL REFERENCES person (id),
    role TEXT NOT NULL,
    since TEXT NOT NULL,
    until TEXT,
    coordinator INTEGER NOT NULL,
    walks_with BLOB REFERENCES person (id),
    UNIQUE (family_id, person_id, role)
) STRICT;
CREATE INDEX membership_person ON membership (person_id, family_id);

CREATE TABLE audience (
    id BLOB PRIMARY KEY,
    family_id BLOB NOT NULL REFERENCES family (id),
    key TEXT NOT NULL,
    UNIQUE (family_id, key)
) STRICT;

CREATE TABLE audience_entry (
    audience_id BLOB NOT NULL REFERENCES audience (id) ON DELETE CASCADE,
    role TEXT,
    person_id BLOB REFERENCES person (id),
    never INTEGER NOT NULL,
    UNIQUE (audience_id, role, person_id),
    CHECK ((role IS NULL) <> (person_id IS NULL))
) STRICT;

CREATE TABLE mark (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;
