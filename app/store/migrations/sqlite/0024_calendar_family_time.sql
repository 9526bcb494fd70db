-- Family time: who spends time with which children, how, and what came of each visit. A visit is an
-- event of the kind `family_time` that belongs to a plan.

CREATE TABLE family_time_plan (
    -- The id of the form that added it.
    id BLOB PRIMARY KEY,
    family_id BLOB NOT NULL REFERENCES family (id),
    audience_id BLOB NOT NULL REFERENCES audience (id),
    -- The agency's own key; null for one that was added in the portal.
    key TEXT,
    -- Who spends time with the children; null for time of the children with each other.
    parent_id BLOB REFERENCES person (id),
    level TEXT NOT NULL CHECK (level IN ('supervised_center', 'supervised_community', 'monitored',
        'unsupervised', 'overnight', 'trial_home')),
    -- Who supervises: someone on the team, or someone without an account.
    supervisor_id BLOB REFERENCES person (id),
    contact_id BLOB REFERENCES team_contact (id),
    -- By when the parent confirms a visit: the days before it, and a time of day.
    confirm TEXT,
    -- Texts: how often and how long, who brings the children, what has to be true for the next step.
    often_id BLOB NOT NULL REFERENCES text (id),
    transport_id BLOB REFERENCES text (id),
    next_id BLOB REFERENCES text (id),
    ended INTEGER NOT NULL DEFAULT 0,
    -- Null for one that was imported.
    created_by_id BLOB REFERENCES person (id),
    created_at TEXT NOT NULL,
    -- Increases with every change (optimistic locking).
    revision INTEGER NOT NULL DEFAULT 1,
    UNIQUE (family_id, key)
) STRICT;
CREATE INDEX family_time_plan_family ON family_time_plan (family_id);

CREATE TABLE family_time_child (
    plan_id BLOB NOT NULL REFERENCES family_time_plan (id),
    child_id BLOB NOT NULL REFERENCES child (id),
    PRIMARY KEY (plan_id, child_id)
) STRICT;

-- Where it is. The audience is that of the plan, or a narrower one where the place is withheld.
CREATE TABLE family_time_place (
    plan_id BLOB PRIMARY KEY REFERENCES family_time_plan (id),
    family_id BLOB NOT NULL REFERENCES family (id),
    audience_id BLOB NOT NULL REFERENCES audience (id),
    place TEXT NOT NULL
) STRICT;

-- Who added and changed a plan, and when.
CREATE TABLE family_time_change (
    id BLOB PRIMARY KEY,
    plan_id BLOB NOT NULL REFERENCES family_time_plan (id),
    family_id BLOB NOT NULL REFERENCES family (id),
    act TEXT NOT NULL CHECK (act IN ('add', 'change')),
    -- The revision that the plan had afterwards.
    revision INTEGER NOT NULL,
    created_by_id BLOB NOT NULL REFERENCES person (id),
    created_at TEXT NOT NULL,
    -- The day of the change where the agency is.
    since TEXT NOT NULL
) STRICT;
CREATE INDEX family_time_change_plan ON family_time_change (plan_id);

-- What a plan was before a change, for the workers of the family. The audience is that of its place.
CREATE TABLE family_time_version (
    change_id BLOB PRIMARY KEY REFERENCES family_time_change (id),
    plan_id BLOB NOT NULL REFERENCES family_time_plan (id),
    family_id BLOB NOT NULL REFERENCES family (id),
    audience_id BLOB NOT NULL REFERENCES audience (id),
    level TEXT NOT NULL,
    supervisor_id BLOB REFERENCES person (id),
    contact_id BLOB REFERENCES team_contact (id),
    confirm TEXT,
    place TEXT,
    often_id BLOB NOT NULL REFERENCES text (id),
    transport_id BLOB REFERENCES text (id),
    next_id BLOB REFERENCES text (id)
) STRICT;
CREATE INDEX family_time_version_plan ON family_time_version (plan_id);

-- The events of a plan. Read by those who see the event and the plan.
CREATE TABLE family_time_visit (
    event_id BLOB PRIMARY KEY REFERENCES event (id),
    family_id BLOB NOT NULL REFERENCES family (id),
    plan_id BLOB NOT NULL REFERENCES family_time_plan (id),
    -- The cancelled visit that this one makes up for.
    makes_up_id BLOB REFERENCES event (id)
) STRICT;
CREATE INDEX family_time_visit_family ON family_time_visit (family_id);
CREATE INDEX family_time_visit_makes_up ON family_time_visit (makes_up_id);

-- What came of a visit. One row for each, which a correction replaces.
CREATE TABLE family_time_outcome (
    event_id BLOB PRIMARY KEY REFERENCES event (id),
    family_id BLOB NOT NULL REFERENCES family (id),
    outcome TEXT NOT NULL CHECK (outcome IN ('held', 'held_shorter', 'cancelled', 'unconfirmed')),
    -- How long it took, where it was shorter than planned.
    minutes INTEGER,
    cancelled_by TEXT CHECK (cancelled_by IN ('agency', 'caregiver', 'provider', 'parent', 'child',
        'weather', 'other')),
    -- Why it was cancelled, or was shorter.
    text_id BLOB REFERENCES text (id),
    -- Increases with every correction (optimistic locking).
    revision INTEGER NOT NULL DEFAULT 1,
    -- Null for one that was imported.
    created_by_id BLOB REFERENCES person (id),
    created_at TEXT NOT NULL,
    CHECK ((outcome = 'cancelled') = (cancelled_by IS NOT NULL))
) STRICT;
CREATE INDEX family_time_outcome_family ON family_time_outcome (family_id);
