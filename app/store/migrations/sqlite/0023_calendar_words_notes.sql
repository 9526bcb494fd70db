-- What people bring to a meeting, a review or a hearing in their own words, and what a worker writes
-- down of it: who was there, the result, the answers, and the decisions with the family's positions.

CREATE TABLE event_words (
    id BLOB PRIMARY KEY,
    event_id BLOB NOT NULL REFERENCES event (id),
    family_id BLOB NOT NULL REFERENCES family (id),
    audience_id BLOB NOT NULL REFERENCES audience (id),
    author_id BLOB NOT NULL REFERENCES person (id),
    -- What the author wants said, a point for the agenda, or written comments.
    kind TEXT NOT NULL CHECK (kind IN ('say', 'agenda', 'comment')),
    -- For whom the author chose the words: a draft is for the author alone.
    readers TEXT NOT NULL CHECK (readers IN ('author', 'workers', 'event')),
    text_id BLOB NOT NULL REFERENCES text (id),
    revision INTEGER NOT NULL DEFAULT 0,
    removed INTEGER NOT NULL DEFAULT 0,
    changed_at TEXT NOT NULL
) STRICT;
CREATE INDEX event_words_event ON event_words (event_id);
-- One text of each of these kinds for each person.
CREATE UNIQUE INDEX event_words_single ON event_words (event_id, author_id, kind)
    WHERE kind <> 'agenda' AND NOT removed;

-- Earlier words, for their author.
CREATE TABLE event_words_version (
    words_id BLOB NOT NULL REFERENCES event_words (id),
    revision INTEGER NOT NULL,
    text_id BLOB NOT NULL REFERENCES text (id),
    changed_at TEXT NOT NULL,
    PRIMARY KEY (words_id, revision)
) STRICT;

-- A version of the notes. Each save adds one, so that no worker overwrites another one's.
CREATE TABLE event_notes (
    id BLOB PRIMARY KEY,
    event_id BLOB NOT NULL REFERENCES event (id),
    family_id BLOB NOT NULL REFERENCES family (id),
    -- The workers for a draft; that of the event for what is published.
    audience_id BLOB NOT NULL REFERENCES audience (id),
    revision INTEGER NOT NULL,
    published INTEGER NOT NULL,
    result_id BLOB NOT NULL REFERENCES text (id),
    created_by_id BLOB NOT NULL REFERENCES person (id),
    created_at TEXT NOT NULL,
    -- The day where the agency is.
    since TEXT NOT NULL,
    UNIQUE (event_id, revision)
) STRICT;

-- Who of those invited was there.
CREATE TABLE event_attendance (
    notes_id BLOB NOT NULL REFERENCES event_notes (id),
    person_id BLOB NOT NULL REFERENCES person (id),
    attended INTEGER NOT NULL,
    PRIMARY KEY (notes_id, person_id)
) STRICT;

-- How what somebody brought was answered.
CREATE TABLE event_words_answer (
    notes_id BLOB NOT NULL REFERENCES event_notes (id),
    words_id BLOB NOT NULL REFERENCES event_words (id),
    text_id BLOB NOT NULL REFERENCES text (id),
    PRIMARY KEY (notes_id, words_id)
) STRICT;

-- A decision is the same in each version of the notes that has its id. It is never without the
-- position of a family member, nor a position without attendance: the foreign keys. The first is
-- checked at the commit, because the decision is inserted first.
CREATE TABLE event_decision (
    notes_id BLOB NOT NULL REFERENCES event_notes (id),
    id BLOB NOT NULL,
    position INTEGER NOT NULL,
    text_id BLOB NOT NULL REFERENCES text (id),
    -- A family member whose position is stored.
    family_member_id BLOB NOT NULL,
    PRIMARY KEY (notes_id, id),
    FOREIGN KEY (notes_id, id, family_member_id)
        REFERENCES event_position (notes_id, decision_id, person_id) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE TABLE event_position (
    notes_id BLOB NOT NULL,
    decision_id BLOB NOT NULL,
    person_id BLOB NOT NULL,
    position TEXT NOT NULL CHECK (position IN ('agree', 'disagree', 'not_there')),
    -- Why, in the person's words or as they were told.
    text_id BLOB REFERENCES text (id),
    CHECK (position = 'agree' OR text_id IS NOT NULL),
    PRIMARY KEY (notes_id, decision_id, person_id),
    FOREIGN KEY (notes_id, person_id) REFERENCES event_attendance (notes_id, person_id),
    FOREIGN KEY (notes_id, decision_id) REFERENCES event_decision (notes_id, id)
) STRICT;

-- What a family member says about their own position, shown beside what the notes say. The newest
-- one counts.
CREATE TABLE event_own_position (
    id BLOB PRIMARY KEY,
    event_id BLOB NOT NULL REFERENCES event (id),
    family_id BLOB NOT NULL REFERENCES family (id),
    -- The version of the notes that the person read.
    notes_id BLOB NOT NULL,
    decision_id BLOB NOT NULL,
    person_id BLOB NOT NULL REFERENCES person (id),
    position TEXT NOT NULL CHECK (position IN ('agree', 'disagree', 'not_there')),
    text_id BLOB NOT NULL REFERENCES text (id),
    created_at TEXT NOT NULL,
    FOREIGN KEY (notes_id, decision_id) REFERENCES event_decision (notes_id, id)
) STRICT;
CREATE INDEX event_own_position_event ON event_own_position (event_id);

-- The day by which a worker promised the notes. Without a row it is the default of the portal
-- (`model::calendar::NOTES_WITHIN_DAYS`).
CREATE TABLE event_notes_promise (
    event_id BLOB PRIMARY KEY REFERENCES event (id),
    family_id BLOB NOT NULL REFERENCES family (id),
    due TEXT NOT NULL,
    created_by_id BLOB NOT NULL REFERENCES person (id),
    created_at TEXT NOT NULL
) STRICT;
