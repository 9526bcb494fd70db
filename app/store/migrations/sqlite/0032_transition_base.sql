-- A young person's own transition plan: whose it is, the dates that it is counted from, who sees each
-- part of it, and the note that only its owner reads.
--
-- Every table of the plan has `owner_id`, the young person, and `family_id`. What the owner may do
-- never depends on a membership of today: the plan stays theirs after they have left the team.

-- The owner of a plan, with the family whose team works on it. Created by the first write.
CREATE TABLE transition_youth (
    owner_id BLOB PRIMARY KEY REFERENCES person (id),
    family_id BLOB NOT NULL REFERENCES family (id),
    created_at TEXT NOT NULL
) STRICT;
CREATE INDEX transition_youth_family ON transition_youth (family_id);

-- Dates of the case from which ages and terms are counted. The row with the highest revision holds;
-- the others are the history.
CREATE TABLE transition_dates (
    owner_id BLOB NOT NULL REFERENCES person (id),
    revision INTEGER NOT NULL,
    family_id BLOB NOT NULL REFERENCES family (id),
    -- The first day of out-of-home care.
    care_since TEXT,
    -- The day on which care is expected to end.
    discharge_on TEXT,
    -- The day on which an order or an agreement that goes beyond the 18th birthday ends.
    order_ends_on TEXT,
    -- Null for dates that were imported.
    written_by_id BLOB REFERENCES person (id),
    written_at TEXT NOT NULL,
    PRIMARY KEY (owner_id, revision)
) STRICT;

-- A choice of the owner of who sees a part: the history. `required`: those who read it by law.
CREATE TABLE transition_release (
    -- The id of the form that made it.
    id BLOB PRIMARY KEY,
    owner_id BLOB NOT NULL REFERENCES person (id),
    family_id BLOB NOT NULL REFERENCES family (id),
    part TEXT NOT NULL,
    -- The revision of the part that it made.
    revision INTEGER NOT NULL,
    release TEXT NOT NULL CHECK (release IN ('required', 'private', 'named', 'team')),
    created_at TEXT NOT NULL,
    CHECK (CASE release WHEN 'private' THEN part NOT IN ('housing', 'health', 'education', 'support', 'work', 'documents')
        WHEN 'required' THEN part IN ('housing', 'health', 'education', 'support', 'work', 'documents') ELSE 1 END),
    UNIQUE (owner_id, part, revision)
) STRICT;

-- An adult whom a choice names.
CREATE TABLE transition_release_reader (
    release_id BLOB NOT NULL REFERENCES transition_release (id),
    person_id BLOB NOT NULL REFERENCES person (id),
    owner_id BLOB NOT NULL REFERENCES person (id),
    -- Their name on that day, for the history.
    name TEXT NOT NULL,
    PRIMARY KEY (release_id, person_id)
) STRICT;

-- The choice that holds for a part. A part without a row has the least release: `required` or
-- `private`.
CREATE TABLE transition_part (
    owner_id BLOB NOT NULL REFERENCES person (id),
    part TEXT NOT NULL,
    -- The family whose team may read it.
    family_id BLOB NOT NULL REFERENCES family (id),
    release TEXT NOT NULL,
    release_id BLOB NOT NULL REFERENCES transition_release (id),
    -- Increases with every change (optimistic locking).
    revision INTEGER NOT NULL,
    PRIMARY KEY (owner_id, part)
) STRICT;

-- The note of a part that only the owner reads, whatever its release.
CREATE TABLE transition_note (
    owner_id BLOB NOT NULL REFERENCES person (id),
    part TEXT NOT NULL,
    family_id BLOB NOT NULL REFERENCES family (id),
    language TEXT NOT NULL,
    body TEXT NOT NULL,
    revision INTEGER NOT NULL,
    written_at TEXT NOT NULL,
    PRIMARY KEY (owner_id, part)
) STRICT;
