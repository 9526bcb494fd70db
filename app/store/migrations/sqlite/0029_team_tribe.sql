-- A child's tribe: whether the family was asked, the notice to the tribe, its part in the case,
-- active efforts and placement preference (25 U.S.C. 1901-1963, Wis. Stat. 48.028).

-- What is known about one child and one tribe.
CREATE TABLE child_tribe (
    -- The id of the form that added it.
    id BLOB PRIMARY KEY,
    family_id BLOB NOT NULL REFERENCES family (id),
    audience_id BLOB NOT NULL REFERENCES audience (id),
    child_id BLOB NOT NULL REFERENCES child (id),
    -- The agency's own key; null for one that was added in the portal.
    key TEXT,
    -- The name of the tribe; null while none is known.
    tribe TEXT,
    asked_on TEXT,
    asked_by TEXT,
    notified_on TEXT,
    notified_how TEXT,
    answer TEXT,
    answered_on TEXT,
    preference TEXT,
    preference_followed INTEGER,
    good_cause_id BLOB REFERENCES text (id),
    -- Increases with every change (optimistic locking).
    revision INTEGER NOT NULL DEFAULT 1,
    -- Who wrote this version, and when; null for one that was imported.
    written_by_id BLOB REFERENCES person (id),
    written_at TEXT NOT NULL,
    UNIQUE (family_id, key)
) STRICT;
CREATE INDEX child_tribe_family ON child_tribe (family_id);

-- What a row was before a change, for the workers of the family.
CREATE TABLE child_tribe_version (
    child_tribe_id BLOB NOT NULL REFERENCES child_tribe (id),
    revision INTEGER NOT NULL,
    family_id BLOB NOT NULL REFERENCES family (id),
    tribe TEXT,
    asked_on TEXT,
    asked_by TEXT,
    notified_on TEXT,
    notified_how TEXT,
    answer TEXT,
    answered_on TEXT,
    preference TEXT,
    preference_followed INTEGER,
    good_cause_id BLOB REFERENCES text (id),
    written_by_id BLOB REFERENCES person (id),
    written_at TEXT NOT NULL,
    PRIMARY KEY (child_tribe_id, revision)
) STRICT;

-- An active effort that a worker wrote down, or the own words of a tribal representative. Both have
-- the readers of the row that they belong to.
CREATE TABLE tribe_entry (
    -- The id of the form that added it.
    id BLOB PRIMARY KEY,
    family_id BLOB NOT NULL REFERENCES family (id),
    child_tribe_id BLOB NOT NULL REFERENCES child_tribe (id),
    -- The agency's own key; null for one that was added in the portal.
    key TEXT,
    kind TEXT NOT NULL CHECK (kind IN ('active_effort', 'tribe_words')),
    -- The day of the effort, or the day on which the words were written.
    day TEXT NOT NULL,
    text_id BLOB NOT NULL REFERENCES text (id),
    -- Null for one that was imported.
    author_id BLOB REFERENCES person (id),
    created_at TEXT NOT NULL,
    -- A withdrawn entry is kept, and shown to no one.
    withdrawn_at TEXT,
    withdrawn_by_id BLOB REFERENCES person (id),
    UNIQUE (family_id, key)
) STRICT;
CREATE INDEX tribe_entry_row ON tribe_entry (family_id, child_tribe_id);
