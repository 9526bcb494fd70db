-- Agencies, the people they know, how people get in, and who stands on which family's team.
CREATE TABLE agency (
    id uuid PRIMARY KEY,
    key text NOT NULL UNIQUE,
    name text NOT NULL,
    time_zone text NOT NULL,
    languages jsonb NOT NULL,
    phone text NOT NULL,
    exit_address text NOT NULL
);

CREATE TABLE person (
    id uuid PRIMARY KEY,
    agency_id uuid NOT NULL REFERENCES agency (id),
    key text NOT NULL,
    name text NOT NULL,
    chosen_name text,
    pronouns text,
    pronunciation text,
    languages_spoken jsonb NOT NULL,
    languages_read jsonb NOT NULL,
    born date,
    language text,
    UNIQUE (agency_id, key)
);

CREATE TABLE account (
    person_id uuid PRIMARY KEY REFERENCES person (id),
    sign_in_name text NOT NULL UNIQUE,
    passphrase_hash text NOT NULL,
    created_at timestamptz NOT NULL
);

CREATE TABLE invitation (
    code_hash text PRIMARY KEY,
    person_id uuid NOT NULL REFERENCES person (id),
    expires_at timestamptz NOT NULL,
    used_at timestamptz
);

CREATE TABLE session (
    token_hash text PRIMARY KEY,
    person_id uuid REFERENCES person (id),
    data jsonb NOT NULL,
    expires_at timestamptz NOT NULL
);
CREATE INDEX session_person ON session (person_id);

CREATE TABLE family (
    id uuid PRIMARY KEY,
    agency_id uuid NOT NULL REFERENCES agency (id),
    key text NOT NULL,
    name text NOT NULL,
    stage text NOT NULL,
    in_home boolean NOT NULL,
    UNIQUE (agency_id, key)
);

CREATE TABLE membership (
    id uuid PRIMARY KEY,
    family_id uuid NOT NULL REFERENCES family (id),
    person_id uuid NOT NULL REFERENCES person (id),
    role text NOT NULL,
    since date NOT NULL,
    until date,
    coordinator boolean NOT NULL,
    walks_with uuid REFERENCES person (id),
    UNIQUE (family_id, person_id, role)
);
CREATE INDEX membership_person ON membership (person_id, family_id);

CREATE TABLE audience (
    id uuid PRIMARY KEY,
    family_id uuid NOT NULL REFERENCES family (id),
    key text NOT NULL,
    UNIQUE (family_id, key)
);

CREATE TABLE audience_entry (
    audience_id uuid NOT NULL REFERENCES audience (id) ON DELETE CASCADE,
    role text,
    person_id uuid REFERENCES person (id),
    never boolean NOT NULL,
    UNIQUE (audience_id, role, person_id),
    CHECK ((role IS NULL) <> (person_id IS NULL))
);

CREATE TABLE mark (
    name text PRIMARY KEY,
    value text NOT NULL
);
