-- Upcoming events, such as a hearing or family time.

CREATE TABLE event (
    id BLOB PRIMARY KEY,
    family_id BLOB NOT NULL REFERENCES family (id),
    audience_id BLOB NOT NULL REFERENCES audience (id),
    key TEXT NOT NULL,
    kind TEXT NOT NULL,
    -- `starts` and `ends` are local times in the agency's time zone.
    starts TEXT NOT NULL,
    ends TEXT,
    place TEXT,
    about_id BLOB NOT NULL REFERENCES text (id),
    UNIQUE (family_id, key)
) STRICT;
