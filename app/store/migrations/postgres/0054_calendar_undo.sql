-- What an event was before a change also holds who read it, and its details, so that a change of
-- them can be taken back. Also: an agency's own kinds of events can follow the rules of three more.

-- The audience of the event itself; `audience_id` is that of its place, where that had another one.
-- Null in rows of an earlier version of the portal, which have no details either.
ALTER TABLE event_version ADD COLUMN event_audience_id uuid REFERENCES audience (id),
    ADD COLUMN own_kind text,
    ADD COLUMN changed_alone boolean NOT NULL DEFAULT false,
    -- What to bring, how to get there, what happens afterwards; null without such a text.
    ADD COLUMN bring_id uuid REFERENCES text (id),
    ADD COLUMN way_id uuid REFERENCES text (id),
    ADD COLUMN after_id uuid REFERENCES text (id);

ALTER TABLE event_kind DROP CONSTRAINT event_kind_kind_check;
ALTER TABLE event_kind ADD CONSTRAINT event_kind_kind_check
    CHECK (kind IN ('family_time', 'meeting', 'hearing', 'appointment', 'review', 'training',
        'transition_conference', 'other'));
