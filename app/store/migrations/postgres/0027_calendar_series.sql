-- Events that repeat, an agency's names of the kinds of events, events from a list of the court, and
-- how much a private calendar address tells.

-- The first event of the series that an event belongs to; null for an event that does not repeat.
ALTER TABLE event ADD COLUMN series_id uuid REFERENCES event (id);
CREATE INDEX event_series ON event (series_id) WHERE series_id IS NOT NULL;

-- The change of an earlier event of the series that was made together with this one: the people who
-- are invited are told of that one only.
ALTER TABLE event_change ADD COLUMN with_change_id uuid REFERENCES event_change (id);

-- The day of the court's list that an event was imported from; null for any other event.
ALTER TABLE event ADD COLUMN listed_on date;

-- A kind that the agency added, in `event_kind`; `kind` is then the kind whose rules it follows.
ALTER TABLE event ADD COLUMN own_kind text;
GRANT UPDATE (own_kind) ON event TO alongside_app;

-- The kinds that an agency added.
CREATE TABLE event_kind (
    agency_id uuid NOT NULL REFERENCES agency (id),
    slug text NOT NULL,
    -- The kind whose rules it follows.
    kind text NOT NULL
        CHECK (kind IN ('family_time', 'meeting', 'hearing', 'appointment', 'review')),
    PRIMARY KEY (agency_id, slug)
);

ALTER TABLE event_kind ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON event_kind TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON event_kind TO alongside_system;
GRANT SELECT ON event_kind TO alongside_app;
CREATE POLICY select_visible ON event_kind FOR SELECT TO alongside_app
    USING (agency_id IN (SELECT p.agency_id FROM person p WHERE p.id = alongside_person()));

-- What an agency calls a kind of event in a language: one of `event_kind`, or one that every agency
-- has.
CREATE TABLE event_kind_label (
    agency_id uuid NOT NULL REFERENCES agency (id),
    slug text NOT NULL,
    language text NOT NULL,
    label text NOT NULL,
    PRIMARY KEY (agency_id, slug, language)
);

ALTER TABLE event_kind_label ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON event_kind_label TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON event_kind_label TO alongside_system;
GRANT SELECT ON event_kind_label TO alongside_app;
CREATE POLICY select_visible ON event_kind_label FOR SELECT TO alongside_app
    USING (agency_id IN (SELECT p.agency_id FROM person p WHERE p.id = alongside_person()));

-- What the events of a private calendar address tell: only times, also what they are, or also where
-- they are.
ALTER TABLE calendar_feed ADD COLUMN content text NOT NULL DEFAULT 'neutral'
    CHECK (content IN ('neutral', 'titles', 'places'));
GRANT UPDATE (content) ON calendar_feed TO alongside_app;
CREATE POLICY update_own ON calendar_feed FOR UPDATE TO alongside_app
    USING (person_id = alongside_person()) WITH CHECK (person_id = alongside_person());

-- The key of the identifiers in calendar files, so that they tell nothing about the ids of events.
-- In the database, because the identifiers stay when it moves to another machine.
CREATE TABLE calendar_key (
    id integer PRIMARY KEY CHECK (id = 1),
    key text NOT NULL
);
INSERT INTO calendar_key (id, key)
    VALUES (1, replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''));

ALTER TABLE calendar_key ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON calendar_key TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT ON calendar_key TO alongside_app, alongside_system;
CREATE POLICY select_signed_in ON calendar_key FOR SELECT TO alongside_app
    USING (alongside_person() IS NOT NULL);
