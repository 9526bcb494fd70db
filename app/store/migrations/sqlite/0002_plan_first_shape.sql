-- Words with their translations, the plan's lines, and coming dates.
CREATE TABLE text (
    id BLOB PRIMARY KEY,
    family_id BLOB NOT NULL REFERENCES family (id),
    audience_id BLOB NOT NULL REFERENCES audience (id),
    language TEXT NOT NULL,
    body TEXT NOT NULL,
    author_id BLOB REFERENCES person (id),
    entered_by_agency INTEGER NOT NULL,
    at TEXT NOT NULL
) STRICT;
CREATE INDEX text_family ON text (family_id);

CREATE TABLE translation (
    text_id BLOB NOT NULL REFERENCES text (id) ON DELETE CASCADE,
    language TEXT NOT NULL,
    body TEXT NOT NULL,
    made_by TEXT NOT NULL,
    machine INTEGER NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (text_id, language)
) STRICT;

CREATE TABLE translation_request (
    text_id BLOB NOT NULL REFERENCES text (id) ON DELETE CASCADE,
    language TEXT NOT NULL,
    person_id BLOB NOT NULL REFERENCES person (id),
    at TEXT NOT NULL,
    PRIMARY KEY (text_id, language, person_id)
) STRICT;

CREATE TABLE plan (
    family_id BLOB PRIMARY KEY REFERENCES family (id),
    audience_id BLOB NOT NULL REFERENCES audience (id),
    version INTEGER NOT NULL,
    since TEXT NOT NULL,
    permanency TEXT,
    permanency_since TEXT,
    permanency_why BLOB REFERENCES text (id),
    concurrent TEXT,
    concurrent_since TEXT,
    concurrent_why BLOB REFERENCES text (id)
) STRICT;

CREATE TABLE plan_item (
    id BLOB PRIMARY KEY,
    family_id BLOB NOT NULL REFERENCES family (id),
    audience_id BLOB NOT NULL REFERENCES audience (id),
    key TEXT NOT NULL,
    kind TEXT NOT NULL,
    position INTEGER NOT NULL,
    text_id BLOB NOT NULL REFERENCES text (id),
    goal_id BLOB REFERENCES plan_item (id),
    benchmark_id BLOB REFERENCES text (id),
    owner_id BLOB REFERENCES person (id),
    owed INTEGER NOT NULL,
    due TEXT,
    state TEXT NOT NULL,
    UNIQUE (family_id, key)
) STRICT;

CREATE TABLE event (
    id BLOB PRIMARY KEY,
    family_id BLOB NOT NULL REFERENCES family (id),
    audience_id BLOB NOT NULL REFERENCES audience (id),
    key TEXT NOT NULL,
    kind TEXT NOT NULL,
    starts TEXT NOT NULL,
    ends TEXT,
    place TEXT,
    about_id BLOB NOT NULL REFERENCES text (id),
    UNIQUE (family_id, key)
) STRICT;
