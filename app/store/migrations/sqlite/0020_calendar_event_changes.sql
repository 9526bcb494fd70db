-- Events that the family's worker adds, changes and cancels in the portal, and who did what.

-- A cancelled event stays listed for those who were invited.
ALTER TABLE event ADD COLUMN cancelled INTEGER NOT NULL DEFAULT 0;

-- Who did what to an event, and when. Read by everyone who sees the event.
CREATE TABLE event_change (
    id BLOB PRIMARY KEY,
    event_id BLOB NOT NULL REFERENCES event (id),
    family_id BLOB NOT NULL REFERENCES family (id),
    act TEXT NOT NULL CHECK (act IN ('add', 'move', 'change', 'cancel', 'restore')),
    -- The revision that the event had afterwards.
    revision INTEGER NOT NULL,
    -- Why it was cancelled.
    text_id BLOB REFERENCES text (id),
    created_by_id BLOB NOT NULL REFERENCES person (id),
    created_at TEXT NOT NULL,
    -- The day of the change where the agency is.
    since TEXT NOT NULL
) STRICT;
CREATE INDEX event_change_event ON event_change (event_id);

-- What an event was before a change, for the workers of the family. The audience is that of its
-- place, where not everyone in the audience of the event might know it.
CREATE TABLE event_version (
    change_id BLOB PRIMARY KEY REFERENCES event_change (id),
    event_id BLOB NOT NULL REFERENCES event (id),
    family_id BLOB NOT NULL REFERENCES family (id),
    audience_id BLOB NOT NULL REFERENCES audience (id),
    kind TEXT NOT NULL,
    starts TEXT NOT NULL,
    ends TEXT,
    place TEXT,
    about_id BLOB NOT NULL REFERENCES text (id),
    remote_link TEXT
) STRICT;
CREATE INDEX event_version_event ON event_version (event_id);
