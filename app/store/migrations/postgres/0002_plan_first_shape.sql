-- Words with their translations, the plan's lines, and coming dates.
CREATE TABLE text (
    id uuid PRIMARY KEY,
    family_id uuid NOT NULL REFERENCES family (id),
    audience_id uuid NOT NULL REFERENCES audience (id),
    language text NOT NULL,
    body text NOT NULL,
    author_id uuid REFERENCES person (id),
    entered_by_agency boolean NOT NULL,
    at timestamptz NOT NULL
);
CREATE INDEX text_family ON text (family_id);

CREATE TABLE translation (
    text_id uuid NOT NULL REFERENCES text (id) ON DELETE CASCADE,
    language text NOT NULL,
    body text NOT NULL,
    made_by text NOT NULL,
    machine boolean NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (text_id, language)
);

CREATE TABLE translation_request (
    text_id uuid NOT NULL REFERENCES text (id) ON DELETE CASCADE,
    language text NOT NULL,
    person_id uuid NOT NULL REFERENCES person (id),
    at timestamptz NOT NULL,
    PRIMARY KEY (text_id, language, person_id)
);

CREATE TABLE plan (
    family_id uuid PRIMARY KEY REFERENCES family (id),
    audience_id uuid NOT NULL REFERENCES audience (id),
    version integer NOT NULL,
    since date NOT NULL,
    permanency text,
    permanency_since date,
    permanency_why uuid REFERENCES text (id),
    concurrent text,
    concurrent_since date,
    concurrent_why uuid REFERENCES text (id)
);

CREATE TABLE plan_item (
    id uuid PRIMARY KEY,
    family_id uuid NOT NULL REFERENCES family (id),
    audience_id uuid NOT NULL REFERENCES audience (id),
    key text NOT NULL,
    kind text NOT NULL,
    position integer NOT NULL,
    text_id uuid NOT NULL REFERENCES text (id),
    goal_id uuid REFERENCES plan_item (id),
    benchmark_id uuid REFERENCES text (id),
    owner_id uuid REFERENCES person (id),
    owed boolean NOT NULL,
    due date,
    state text NOT NULL,
    UNIQUE (family_id, key)
);

CREATE TABLE event (
    id uuid PRIMARY KEY,
    family_id uuid NOT NULL REFERENCES family (id),
    audience_id uuid NOT NULL REFERENCES audience (id),
    key text NOT NULL,
    kind text NOT NULL,
    starts timestamp NOT NULL,
    ends timestamp,
    place text,
    about_id uuid NOT NULL REFERENCES text (id),
    UNIQUE (family_id, key)
);
