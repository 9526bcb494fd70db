-- Agencies, people, families with their teams and children, audiences, and authored texts.

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
    date_of_birth TEXT,
    language TEXT,
    UNIQUE (agency_id, key)
) STRICT;

CREATE TABLE family (
    id BLOB PRIMARY KEY,
    agency_id BLOB NOT NULL REFERENCES agency (id),
    key TEXT NOT NULL,
    name TEXT NOT NULL,
    stage TEXT NOT NULL,
    in_home INTEGER NOT NULL,
    UNIQUE (agency_id, key)
) STRICT;

-- A role of a person on the team of a family.
CREATE TABLE membership (
    id BLOB PRIMARY KEY,
    family_id BLOB NOT NULL REFERENCES family (id),
    person_id BLOB NOT NULL REFERENCES person (id),
    role TEXT NOT NULL,
    since TEXT NOT NULL,
    until TEXT,
    coordinator INTEGER NOT NULL,
    mentee_id BLOB REFERENCES person (id),
    UNIQUE (family_id, person_id, role)
) STRICT;
CREATE INDEX membership_person ON membership (person_id, family_id);

-- A set of roles and persons that may see an item. The key is a canonical serialization of the
-- entries, so that equal audiences of a family share one row.
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
    denied INTEGER NOT NULL,
    UNIQUE (audience_id, role, person_id),
    -- Either a role or a person.
    CHECK ((role IS NULL) <> (person_id IS NULL))
) STRICT;

CREATE TABLE child (
    id BLOB PRIMARY KEY,
    family_id BLOB NOT NULL REFERENCES family (id),
    audience_id BLOB NOT NULL REFERENCES audience (id),
    key TEXT NOT NULL,
    name TEXT NOT NULL,
    date_of_birth TEXT NOT NULL,
    -- From the age of 14 a child may be a member of the team, as a person.
    person_id BLOB REFERENCES person (id),
    UNIQUE (family_id, key)
) STRICT;

CREATE TABLE text (
    id BLOB PRIMARY KEY,
    family_id BLOB NOT NULL REFERENCES family (id),
    audience_id BLOB NOT NULL REFERENCES audience (id),
    language TEXT NOT NULL,
    body TEXT NOT NULL,
    author_id BLOB REFERENCES person (id),
    entered_by_agency INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    -- The plan item that the text belongs to, as its own text or as a reply to it. A person who
    -- does not see the item cannot read the text, whatever the text's own audience is. Stays null
    -- for a proposal, even when it is accepted and becomes the text of an item: it is still its
    -- author's text. The foreign key is checked at the commit, because the text of an item is
    -- inserted before the item.
    item_id BLOB REFERENCES plan_item (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX text_family ON text (family_id);

CREATE TABLE translation (
    text_id BLOB NOT NULL REFERENCES text (id) ON DELETE CASCADE,
    language TEXT NOT NULL,
    body TEXT NOT NULL,
    made_by TEXT NOT NULL,
    machine INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    PRIMARY KEY (text_id, language)
) STRICT;

CREATE TABLE translation_request (
    text_id BLOB NOT NULL REFERENCES text (id) ON DELETE CASCADE,
    language TEXT NOT NULL,
    person_id BLOB NOT NULL REFERENCES person (id),
    created_at TEXT NOT NULL,
    PRIMARY KEY (text_id, language, person_id)
) STRICT;
