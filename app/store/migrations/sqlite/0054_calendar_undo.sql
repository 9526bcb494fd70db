-- What an event was before a change also holds who read it, and its details, so that a change of
-- them can be taken back.

-- The audience of the event itself; `audience_id` is that of its place, where that had another one.
-- Null in rows of an earlier version of the portal, which have no details either.
ALTER TABLE event_version ADD COLUMN event_audience_id BLOB REFERENCES audience (id);
ALTER TABLE event_version ADD COLUMN own_kind TEXT;
ALTER TABLE event_version ADD COLUMN changed_alone INTEGER NOT NULL DEFAULT 0;
-- What to bring, how to get there, what happens afterwards; null without such a text.
ALTER TABLE event_version ADD COLUMN bring_id BLOB REFERENCES text (id);
ALTER TABLE event_version ADD COLUMN way_id BLOB REFERENCES text (id);
ALTER TABLE event_version ADD COLUMN after_id BLOB REFERENCES text (id);
