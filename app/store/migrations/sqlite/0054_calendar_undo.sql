-- What an event was before a change also holds who read it, and its details, so that a change of
-- them can be taken back. Also: an agency's own kinds of events can follow the rules of three more,
-- and an event has two more texts.

-- The audience of the event itself; `audience_id` is that of its place, where that had another one.
-- Null in rows of an earlier version of the portal, which have no details either.
ALTER TABLE event_version ADD COLUMN event_audience_id BLOB REFERENCES audience (id);
ALTER TABLE event_version ADD COLUMN own_kind TEXT;
ALTER TABLE event_version ADD COLUMN changed_alone INTEGER NOT NULL DEFAULT 0;
-- The texts of `event_detail`; null without one.
ALTER TABLE event_version ADD COLUMN bring_id BLOB REFERENCES text (id);
ALTER TABLE event_version ADD COLUMN way_id BLOB REFERENCES text (id);
ALTER TABLE event_version ADD COLUMN after_id BLOB REFERENCES text (id);
ALTER TABLE event_version ADD COLUMN court_id BLOB REFERENCES text (id);
ALTER TABLE event_version ADD COLUMN join_id BLOB REFERENCES text (id);

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

CREATE TABLE event_detail_new (
    event_id BLOB NOT NULL REFERENCES event (id),
    -- What to bring, how to get there, what happens afterwards; the judge or the court with its
    -- branch; in person, by phone or by video.
    topic TEXT NOT NULL CHECK (topic IN ('bring', 'way', 'after', 'court', 'join')),
    text_id BLOB NOT NULL REFERENCES text (id),
    PRIMARY KEY (event_id, topic)
) STRICT;
INSERT INTO event_detail_new (event_id, topic, text_id) SELECT event_id, topic, text_id
    FROM event_detail;
DROP TABLE event_detail;
ALTER TABLE event_detail_new RENAME TO event_detail;
