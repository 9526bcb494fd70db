-- What an event was before a change also holds who read it, and its details, so that a change of
-- them can be taken back. Also: an agency's own kinds of events can follow the rules of three more.

-- The audience of the event itself; `audience_id` is that of its place, where that had another one.
-- Null in rows of an earlier version of the portal, which have no details either.
ALTER TABLE event_version ADD COLUMN event_audience_id BLOB REFERENCES audience (id);
ALTER TABLE event_version ADD COLUMN own_kind TEXT;
ALTER TABLE event_version ADD COLUMN changed_alone INTEGER NOT NULL DEFAULT 0;
-- What to bring, how to get there, what happens afterwards; null without such a text.
ALTER TABLE event_version ADD COLUMN bring_id BLOB REFERENCES text (id);
ALTER TABLE event_version ADD COLUMN way_id BLOB REFERENCES text (id);
ALTER TABLE event_version ADD COLUMN after_id BLOB REFERENCES text (id);

CREATE TABLE event_kind_new (
    agency_id BLOB NOT NULL REFERENCES agency (id),
    slug TEXT NOT NULL,
    -- The kind whose rules it follows.
    kind TEXT NOT NULL CHECK (kind IN ('family_time', 'meeting', 'hearing', 'appointment', 'review',
        'training', 'transition_conference', 'other')),
    PRIMARY KEY (agency_id, slug)
) STRICT;
INSERT INTO event_kind_new (agency_id, slug, kind) SELECT agency_id, slug, kind FROM event_kind;
DROP TABLE event_kind;
ALTER TABLE event_kind_new RENAME TO event_kind;
