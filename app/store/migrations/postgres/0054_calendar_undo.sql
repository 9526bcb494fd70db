-- What an event was before a change also holds who read it, and its details, so that a change of
-- them can be taken back. Also: an agency's own kinds of events can follow the rules of three more,
-- and an event has two more texts.

-- The audience of the event itself; `audience_id` is that of its place, where that had another one.
-- Null in rows of an earlier version of the portal, which have no details either.
ALTER TABLE event_version ADD COLUMN event_audience_id uuid REFERENCES audience (id),
    ADD COLUMN own_kind text,
    ADD COLUMN changed_alone boolean NOT NULL DEFAULT false,
    -- The texts of `event_detail`; null without one.
    ADD COLUMN bring_id uuid REFERENCES text (id),
    ADD COLUMN way_id uuid REFERENCES text (id),
    ADD COLUMN after_id uuid REFERENCES text (id),
    ADD COLUMN court_id uuid REFERENCES text (id),
    ADD COLUMN join_id uuid REFERENCES text (id);

ALTER TABLE event_kind DROP CONSTRAINT event_kind_kind_check;
ALTER TABLE event_kind ADD CONSTRAINT event_kind_kind_check
    CHECK (kind IN ('family_time', 'meeting', 'hearing', 'appointment', 'review', 'training',
        'transition_conference', 'other'));

-- The judge or the court with its branch; in person, by phone or by video.
ALTER TABLE event_detail DROP CONSTRAINT event_detail_topic_check;
ALTER TABLE event_detail ADD CONSTRAINT event_detail_topic_check
    CHECK (topic IN ('bring', 'way', 'after', 'court', 'join'));
