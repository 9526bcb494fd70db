-- What people need to know about an event before they come: a link to join by video, details in
-- words, and a place that not everyone in the audience of the event may know.

-- Where to take part by video, an address that begins with https.
ALTER TABLE event ADD COLUMN remote_link TEXT;

-- How often the event was changed: the SEQUENCE of its calendar files.
ALTER TABLE event ADD COLUMN revision INTEGER NOT NULL DEFAULT 0;

-- `event.place` is for everyone in the audience of the event. A place with an audience of its own
-- is here, and `event.place` is then null: a program of the version before shows no place at all.
CREATE TABLE event_place (
    event_id BLOB PRIMARY KEY REFERENCES event (id),
    family_id BLOB NOT NULL REFERENCES family (id),
    audience_id BLOB NOT NULL REFERENCES audience (id),
    place TEXT NOT NULL
) STRICT;

-- One text for each topic. The text has an audience of its own, so that the way to a withheld place
-- is withheld too.
CREATE TABLE event_detail (
    event_id BLOB NOT NULL REFERENCES event (id),
    -- What to bring, how to get there, what happens afterwards.
    topic TEXT NOT NULL CHECK (topic IN ('bring', 'way', 'after')),
    text_id BLOB NOT NULL REFERENCES text (id),
    PRIMARY KEY (event_id, topic)
) STRICT;

-- The last answer of a person to an event. Read by that person and the workers of the family.
CREATE TABLE event_answer (
    event_id BLOB NOT NULL REFERENCES event (id),
    person_id BLOB NOT NULL REFERENCES person (id),
    -- A changed answer has another id.
    id BLOB NOT NULL UNIQUE,
    family_id BLOB NOT NULL REFERENCES family (id),
    answer TEXT NOT NULL CHECK (answer IN ('accept', 'decline', 'change')),
    text_id BLOB REFERENCES text (id),
    created_at TEXT NOT NULL,
    PRIMARY KEY (event_id, person_id)
) STRICT;

-- That a worker has dealt with an answer, such as with the wish for another time. No foreign key:
-- the row stays when the person changes the answer, which then has another id.
CREATE TABLE event_settlement (
    answer_id BLOB PRIMARY KEY,
    family_id BLOB NOT NULL REFERENCES family (id),
    settled_by_id BLOB NOT NULL REFERENCES person (id),
    created_at TEXT NOT NULL
) STRICT;

-- The private calendar address of a person, for the calendar of their phone.
CREATE TABLE calendar_feed (
    person_id BLOB PRIMARY KEY REFERENCES person (id),
    -- SHA-256 of the token in the address.
    token_hash TEXT NOT NULL UNIQUE,
    -- The language of the neutral title.
    language TEXT NOT NULL,
    created_at TEXT NOT NULL
) STRICT;

-- The calendar of a family, which has hundreds of events.
CREATE INDEX event_family_starts ON event (family_id, starts);
