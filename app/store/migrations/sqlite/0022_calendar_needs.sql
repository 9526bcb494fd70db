-- What people need to come to an event, other times that they propose, and what came of both.

-- What a person needs, such as an interpreter. Read by that person and the workers of the family.
CREATE TABLE event_need (
    event_id BLOB NOT NULL REFERENCES event (id),
    person_id BLOB NOT NULL REFERENCES person (id),
    need TEXT NOT NULL CHECK (need IN ('interpreter', 'ride', 'child_care', 'remote_link', 'food',
        'support_person', 'accommodation')),
    -- A need that is asked for again, or with other words, has another id.
    id BLOB NOT NULL UNIQUE,
    family_id BLOB NOT NULL REFERENCES family (id),
    -- The language of an interpreter.
    language TEXT,
    text_id BLOB REFERENCES text (id),
    -- A need that was confirmed and is withdrawn is something for the worker to cancel.
    withdrawn INTEGER NOT NULL DEFAULT 0,
    created_at TEXT NOT NULL,
    PRIMARY KEY (event_id, person_id, need)
) STRICT;
CREATE INDEX event_need_person ON event_need (person_id, family_id);

-- What a worker says about a need. No foreign key: the row stays when the person asks again, and the
-- need then has another id.
CREATE TABLE event_need_answer (
    need_id BLOB PRIMARY KEY,
    family_id BLOB NOT NULL REFERENCES family (id),
    outcome TEXT NOT NULL CHECK (outcome IN ('confirmed', 'unavailable')),
    -- Why it cannot be arranged, and what there is instead.
    text_id BLOB REFERENCES text (id),
    answered_by_id BLOB NOT NULL REFERENCES person (id),
    created_at TEXT NOT NULL
) STRICT;

-- Other times that would suit the person, local times in the agency's time zone.
ALTER TABLE event_answer ADD COLUMN first_choice TEXT;
ALTER TABLE event_answer ADD COLUMN second_choice TEXT;

-- How a worker dealt with an answer; null: in some way.
ALTER TABLE event_settlement ADD COLUMN outcome TEXT
    CHECK (outcome IN ('done', 'moved', 'unavailable'));
-- Why no other time is possible.
ALTER TABLE event_settlement ADD COLUMN text_id BLOB REFERENCES text (id);
