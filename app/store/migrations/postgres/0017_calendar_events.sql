-- What people need to know about an event before they come: a link to join by video, details in
-- words, and a place that not everyone in the audience of the event may know.

-- Where to take part by video, an address that begins with https.
ALTER TABLE event ADD COLUMN remote_link text;

-- `event.place` is for everyone in the audience of the event. A place with an audience of its own
-- is here, and `event.place` is then null: a program of the version before shows no place at all.
CREATE TABLE event_place (
    event_id uuid PRIMARY KEY REFERENCES event (id),
    family_id uuid NOT NULL REFERENCES family (id),
    audience_id uuid NOT NULL REFERENCES audience (id),
    place text NOT NULL
);

ALTER TABLE event_place ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON event_place TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON event_place TO alongside_system;
GRANT SELECT ON event_place TO alongside_app;
CREATE POLICY select_visible ON event_place FOR SELECT TO alongside_app
    USING (alongside_can_view(family_id, audience_id));
CREATE POLICY part_of_event ON event_place AS RESTRICTIVE FOR SELECT TO alongside_app
    USING (EXISTS (SELECT 1 FROM event v WHERE v.id = event_id));

-- One text for each topic. The text has an audience of its own, so that the way to a withheld place
-- is withheld too.
CREATE TABLE event_detail (
    event_id uuid NOT NULL REFERENCES event (id),
    -- What to bring, how to get there, what happens afterwards.
    topic text NOT NULL CHECK (topic IN ('bring', 'way', 'after')),
    text_id uuid NOT NULL REFERENCES text (id),
    PRIMARY KEY (event_id, topic)
);

ALTER TABLE event_detail ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON event_detail TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON event_detail TO alongside_system;
GRANT SELECT ON event_detail TO alongside_app;
CREATE POLICY select_visible ON event_detail FOR SELECT TO alongside_app
    USING (EXISTS (SELECT 1 FROM text t WHERE t.id = text_id));
CREATE POLICY part_of_event ON event_detail AS RESTRICTIVE FOR SELECT TO alongside_app
    USING (EXISTS (SELECT 1 FROM event v WHERE v.id = event_id));

-- The calendar of a family, which has hundreds of events.
CREATE INDEX event_family_starts ON event (family_id, starts);
