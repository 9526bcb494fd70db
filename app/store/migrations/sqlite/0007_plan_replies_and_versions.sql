-- What people say to the plan and what the team answers; versions with what changed; the working copy beside them.
-- plan_item is the working copy a worker edits, and where a step's state and the family's own words live.
-- plan_line is a line as it stood in a published version; what families read is the newest version.
ALTER TABLE plan_item ADD COLUMN revision INTEGER NOT NULL DEFAULT 1;
ALTER TABLE plan_item ADD COLUMN gone INTEGER NOT NULL DEFAULT 0;
ALTER TABLE plan_item ADD COLUMN why_id BLOB REFERENCES text (id);
ALTER TABLE plan_item ADD COLUMN changed_at TEXT;

CREATE TABLE plan_version (
    family_id BLOB NOT NULL REFERENCES family (id),
    version INTEGER NOT NULL,
    audience_id BLOB NOT NULL REFERENCES audience (id),
    since TEXT NOT NULL,
    permanency TEXT,
    permanency_since TEXT,
    permanency_why BLOB REFERENCES text (id),
    concurrent TEXT,
    concurrent_since TEXT,
    concurrent_why BLOB REFERENCES text (id),
    why_id BLOB REFERENCES text (id),
    by_id BLOB REFERENCES person (id),
    PRIMARY KEY (family_id, version)
) STRICT;

CREATE TABLE plan_line (
    family_id BLOB NOT NULL REFERENCES family (id),
    version INTEGER NOT NULL,
    item_id BLOB NOT NULL REFERENCES plan_item (id),
    audience_id BLOB NOT NULL REFERENCES audience (id),
    kind TEXT NOT NULL,
    position INTEGER NOT NULL,
    text_id BLOB NOT NULL REFERENCES text (id),
    goal_id BLOB REFERENCES plan_item (id),
    benchmark_id BLOB REFERENCES text (id),
    owner_id BLOB REFERENCES person (id),
    owed INTEGER NOT NULL,
    due TEXT,
    why_id BLOB REFERENCES text (id),
    PRIMARY KEY (family_id, version, item_id)
) STRICT;

CREATE TABLE plan_reply (
    id BLOB PRIMARY KEY,
    family_id BLOB NOT NULL REFERENCES family (id),
    audience_id BLOB NOT NULL REFERENCES audience (id),
    author_id BLOB NOT NULL REFERENCES person (id),
    form_id BLOB NOT NULL,
    kind TEXT NOT NULL,
    section TEXT,
    item_id BLOB REFERENCES plan_item (id),
    text_id BLOB REFERENCES text (id),
    at TEXT NOT NULL,
    answer_due TEXT,
    outcome TEXT,
    answer_id BLOB REFERENCES text (id),
    answered_by BLOB REFERENCES person (id),
    answered_at TEXT,
    UNIQUE (author_id, form_id)
) STRICT;
CREATE INDEX plan_reply_family ON plan_reply (family_id, id);

CREATE TABLE plan_asked (
    id BLOB PRIMARY KEY,
    family_id BLOB NOT NULL REFERENCES family (id),
    section TEXT NOT NULL,
    by_id BLOB NOT NULL REFERENCES person (id),
    at TEXT NOT NULL
) STRICT;
CREATE INDEX plan_asked_family ON plan_asked (family_id, section);

CREATE TABLE plan_edit (
    id BLOB PRIMARY KEY,
    family_id BLOB NOT NULL REFERENCES family (id),
    item_id BLOB NOT NULL REFERENCES plan_item (id),
    revision INTEGER NOT NULL,
    text_id BLOB NOT NULL REFERENCES text (id),
    benchmark_id BLOB REFERENCES text (id),
    owner_id BLOB REFERENCES person (id),
    owed INTEGER NOT NULL,
    due TEXT,
    gone INTEGER NOT NULL,
    why_id BLOB REFERENCES text (id),
    by_id BLOB NOT NULL REFERENCES person (id),
    at TEXT NOT NULL,
    UNIQUE (item_id, revision)
) STRICT;

-- Plans that were there before become their own first kept version.
INSERT INTO plan_version (family_id, version, audience_id, since, permanency, permanency_since, permanency_why, concurrent, concurrent_since, concurrent_why)
    SELECT family_id, version, audience_id, since, permanency, permanency_since, permanency_why, concurrent, concurrent_since, concurrent_why FROM plan;
INSERT INTO plan_line (family_id, version, item_id, audience_id, kind, position, text_id, goal_id, benchmark_id, owner_id, owed, due)
    SELECT i.family_id, p.version, i.id, i.audience_id, i.kind, i.position, i.text_id, i.goal_id, i.benchmark_id, i.owner_id, i.owed, i.due
    FROM plan_item i JOIN plan p ON p.family_id = i.family_id;
