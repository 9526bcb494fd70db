-- Events that repeat, an agency's names of the kinds of events, events from a list of the court, and
-- how much a private calendar address tells.

-- The first event of the series that an event belongs to; null for an event that does not repeat.
ALTER TABLE event ADD COLUMN series_id BLOB REFERENCES event (id);
CREATE INDEX event_series ON event (series_id) WHERE series_id IS NOT NULL;

-- The change of an earlier event of the series that was made together with this one: the people who
-- are invited are told of that one only.
ALTER TABLE event_change ADD COLUMN with_change_id BLOB REFERENCES event_change (id);

-- The day of the court's list that an event was imported from; null for any other event.
ALTER TABLE event ADD COLUMN listed_on TEXT;

-- A kind that the agency added, in `event_kind`; `kind` is then the kind whose rules it follows.
ALTER TABLE event ADD COLUMN own_kind TEXT;

-- The kinds that an agency added.
CREATE TABLE event_kind (
    agency_id BLOB NOT NULL REFERENCES agency (id),
    slug TEXT NOT NULL,
    -- The kind whose rules it follows.
    kind TEXT NOT NULL
        CHECK (kind IN ('family_time', 'meeting', 'hearing', 'appointment', 'review')),
    PRIMARY KEY (agency_id, slug)
) STRICT;

-- What an agency calls a kind of event in a language: one of `event_kind`, or one that every agency
-- has.
CREATE TABLE event_kind_label (
    agency_id BLOB NOT NULL REFERENCES agency (id),
    slug TEXT NOT NULL,
    language TEXT NOT NULL,
    label TEXT NOT NULL,
    PRIMARY KEY (agency_id, slug, language)
) STRICT;

-- What the events of a private calendar address tell: only times, also what they are, or also where
-- they are.
ALTER TABLE calendar_feed ADD COLUMN content TEXT NOT NULL DEFAULT 'neutral'
    CHECK (content IN ('neutral', 'titles', 'places'));

-- The key of the identifiers in calendar files, so that they tell nothing about the ids of events.
-- In the database, because the identifiers stay when it moves to another machine.
CREATE TABLE calendar_key (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    key TEXT NOT NULL
) STRICT;
INSERT INTO calendar_key (id, key) VALUES (1, lower(hex(randomblob(32))));
