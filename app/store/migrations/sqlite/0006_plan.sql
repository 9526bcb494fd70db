-- The plan of a family: its working copy, published versions and revision history; replies to it;
-- reviews and ratings; and the time that family members have each week (decision 5).

-- The head of the working copy: permanency goals and who decided them, and the number of the newest
-- published version.
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
    concurrent_why BLOB REFERENCES text (id),
    permanency_by TEXT,
    concurrent_by TEXT,
    revision INTEGER NOT NULL DEFAULT 1
) STRICT;

-- The number of the version that is read today. PostgreSQL needs the view: there a team member who
-- may see single items, but not the plan itself, may still know this number.
CREATE VIEW plan_current_version AS SELECT p.family_id, p.version FROM plan p;

-- The working copy, which workers edit. The state of a step and the family's own words are read
-- from here, because they are not versioned.
CREATE TABLE plan_item (
    id BLOB PRIMARY KEY,
    family_id BLOB NOT NULL REFERENCES family (id),
    audience_id BLOB NOT NULL REFERENCES audience (id),
    key TEXT NOT NULL,
    kind TEXT NOT NULL,
    position INTEGER NOT NULL,
    -- A worry has three texts: what the worry is (`text_id`), what would make it safe
    -- (`benchmark_text_id`), and what has been done so far (`progress_text_id`).
    text_id BLOB NOT NULL REFERENCES text (id),
    goal_id BLOB REFERENCES plan_item (id),
    benchmark_text_id BLOB REFERENCES text (id),
    owner_id BLOB REFERENCES person (id),
    owed_by_agency INTEGER NOT NULL,
    due TEXT,
    state TEXT NOT NULL,
    revision INTEGER NOT NULL DEFAULT 1,
    removed INTEGER NOT NULL DEFAULT 0,
    why_id BLOB REFERENCES text (id),
    changed_at TEXT,
    -- The court order that is the reason for this step. It is an item of the plan, too.
    order_id BLOB REFERENCES plan_item (id),
    -- The step that must be done before this one.
    prerequisite_id BLOB REFERENCES plan_item (id),
    child_id BLOB REFERENCES child (id),
    area TEXT,
    -- The workload of a step: minutes and trips each week. `weekday` (1 is Monday), `starts` and
    -- `ends` (minutes after midnight) are its fixed time.
    minutes INTEGER,
    trips INTEGER,
    weekday INTEGER,
    starts INTEGER,
    ends INTEGER,
    progress_text_id BLOB REFERENCES text (id),
    UNIQUE (family_id, key)
) STRICT;

-- The head of a published version, a copy of `plan` at that time.
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
    created_by_id BLOB REFERENCES person (id),
    permanency_by TEXT,
    concurrent_by TEXT,
    PRIMARY KEY (family_id, version)
) STRICT;

-- An item as it is in a published version. Families read the newest version. The columns mean the
-- same as in `plan_item`.
CREATE TABLE plan_version_item (
    family_id BLOB NOT NULL REFERENCES family (id),
    version INTEGER NOT NULL,
    item_id BLOB NOT NULL REFERENCES plan_item (id),
    audience_id BLOB NOT NULL REFERENCES audience (id),
    kind TEXT NOT NULL,
    position INTEGER NOT NULL,
    text_id BLOB NOT NULL REFERENCES text (id),
    goal_id BLOB REFERENCES plan_item (id),
    benchmark_text_id BLOB REFERENCES text (id),
    owner_id BLOB REFERENCES person (id),
    owed_by_agency INTEGER NOT NULL,
    due TEXT,
    why_id BLOB REFERENCES text (id),
    order_id BLOB REFERENCES plan_item (id),
    prerequisite_id BLOB REFERENCES plan_item (id),
    child_id BLOB REFERENCES child (id),
    area TEXT,
    minutes INTEGER,
    trips INTEGER,
    weekday INTEGER,
    starts INTEGER,
    ends INTEGER,
    progress_text_id BLOB REFERENCES text (id),
    PRIMARY KEY (family_id, version, item_id)
) STRICT;

-- Every revision of an item in the portal. The columns mean the same as in `plan_item`.
CREATE TABLE plan_item_revision (
    id BLOB PRIMARY KEY,
    family_id BLOB NOT NULL REFERENCES family (id),
    item_id BLOB NOT NULL REFERENCES plan_item (id),
    revision INTEGER NOT NULL,
    text_id BLOB NOT NULL REFERENCES text (id),
    benchmark_text_id BLOB REFERENCES text (id),
    owner_id BLOB REFERENCES person (id),
    owed_by_agency INTEGER NOT NULL,
    due TEXT,
    removed INTEGER NOT NULL,
    why_id BLOB REFERENCES text (id),
    created_by_id BLOB NOT NULL REFERENCES person (id),
    created_at TEXT NOT NULL,
    order_id BLOB REFERENCES plan_item (id),
    goal_id BLOB REFERENCES plan_item (id),
    prerequisite_id BLOB REFERENCES plan_item (id),
    child_id BLOB REFERENCES child (id),
    area TEXT,
    minutes INTEGER,
    trips INTEGER,
    weekday INTEGER,
    starts INTEGER,
    ends INTEGER,
    progress_text_id BLOB REFERENCES text (id),
    UNIQUE (item_id, revision)
) STRICT;

-- What a person says about the plan, a section or an item, and the team's answer.
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
    created_at TEXT NOT NULL,
    answer_due TEXT,
    outcome TEXT,
    answer_id BLOB REFERENCES text (id),
    answered_by BLOB REFERENCES person (id),
    answered_at TEXT,
    -- The same form sent twice is stored once.
    UNIQUE (author_id, form_id)
) STRICT;
CREATE INDEX plan_reply_family ON plan_reply (family_id, id);

-- A worker's record that the family was consulted about a section.
CREATE TABLE plan_consultation (
    id BLOB PRIMARY KEY,
    family_id BLOB NOT NULL REFERENCES family (id),
    section TEXT NOT NULL,
    created_by_id BLOB NOT NULL REFERENCES person (id),
    created_at TEXT NOT NULL
) STRICT;
CREATE INDEX plan_consultation_family ON plan_consultation (family_id, section);

-- The scale on which the team rates progress, from 1 to `top`. Each team chooses its own.
CREATE TABLE plan_scale (
    family_id BLOB PRIMARY KEY REFERENCES family (id),
    top INTEGER NOT NULL,
    low_id BLOB REFERENCES text (id),
    high_id BLOB REFERENCES text (id)
) STRICT;

CREATE TABLE plan_review (
    id BLOB PRIMARY KEY,
    family_id BLOB NOT NULL REFERENCES family (id),
    audience_id BLOB NOT NULL REFERENCES audience (id),
    key TEXT NOT NULL,
    held TEXT NOT NULL,
    text_id BLOB REFERENCES text (id),
    created_by_id BLOB REFERENCES person (id),
    UNIQUE (family_id, key)
) STRICT;

-- The rating of one person at a review.
CREATE TABLE plan_rating (
    review_id BLOB NOT NULL REFERENCES plan_review (id),
    person_id BLOB NOT NULL REFERENCES person (id),
    family_id BLOB NOT NULL REFERENCES family (id),
    audience_id BLOB NOT NULL REFERENCES audience (id),
    voice TEXT NOT NULL,
    value INTEGER NOT NULL,
    text_id BLOB REFERENCES text (id),
    created_at TEXT NOT NULL,
    PRIMARY KEY (review_id, person_id)
) STRICT;
CREATE INDEX plan_rating_family ON plan_rating (family_id);

-- How much a family member can do in a week, as they state it.
CREATE TABLE plan_capacity (
    family_id BLOB NOT NULL REFERENCES family (id),
    person_id BLOB NOT NULL REFERENCES person (id),
    minutes INTEGER,
    trips INTEGER,
    created_at TEXT NOT NULL,
    PRIMARY KEY (family_id, person_id)
) STRICT;

-- When a family member is unavailable, in the units of `plan_item`.
CREATE TABLE plan_unavailability (
    family_id BLOB NOT NULL REFERENCES family (id),
    person_id BLOB NOT NULL REFERENCES person (id),
    weekday INTEGER NOT NULL,
    starts INTEGER NOT NULL,
    ends INTEGER NOT NULL,
    PRIMARY KEY (family_id, person_id, weekday)
) STRICT;
