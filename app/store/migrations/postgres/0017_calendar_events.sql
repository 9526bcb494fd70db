-- What people need to know about an event before they come: a link to join by video, details in
-- words, and a place that not everyone in the audience of the event may know.

-- Where to take part by video, an address that begins with https.
ALTER TABLE event ADD COLUMN remote_link text;

-- How often the event was changed: the SEQUENCE of its calendar files.
ALTER TABLE event ADD COLUMN revision integer NOT NULL DEFAULT 0;

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

-- The last answer of a person to an event. Read by that person and the workers of the family.
CREATE TABLE event_answer (
    event_id uuid NOT NULL REFERENCES event (id),
    person_id uuid NOT NULL REFERENCES person (id),
    -- A changed answer has another id.
    id uuid NOT NULL UNIQUE,
    family_id uuid NOT NULL REFERENCES family (id),
    answer text NOT NULL CHECK (answer IN ('accept', 'decline', 'change')),
    text_id uuid REFERENCES text (id),
    created_at timestamptz NOT NULL,
    PRIMARY KEY (event_id, person_id)
);

ALTER TABLE event_answer ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON event_answer TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON event_answer TO alongside_system;
GRANT SELECT, INSERT, UPDATE (id, answer, text_id, created_at), DELETE ON event_answer
    TO alongside_app;
CREATE POLICY select_visible ON event_answer FOR SELECT TO alongside_app
    USING (person_id = alongside_person() OR alongside_has_role(family_id, 'worker'));
CREATE POLICY part_of_event ON event_answer AS RESTRICTIVE FOR SELECT TO alongside_app
    USING (EXISTS (SELECT 1 FROM event v WHERE v.id = event_id));
CREATE POLICY insert_own ON event_answer FOR INSERT TO alongside_app
    WITH CHECK (person_id = alongside_person() AND alongside_is_now(created_at)
    AND alongside_can_open_record(family_id)
    AND (text_id IS NULL OR alongside_is_author(text_id))
    AND EXISTS (SELECT 1 FROM event v
        WHERE v.id = event_id AND v.family_id = event_answer.family_id));
CREATE POLICY update_own ON event_answer FOR UPDATE TO alongside_app
    USING (person_id = alongside_person())
    WITH CHECK (person_id = alongside_person() AND alongside_is_now(created_at)
    AND alongside_can_open_record(family_id)
    AND (text_id IS NULL OR alongside_is_author(text_id)));
CREATE POLICY delete_own ON event_answer FOR DELETE TO alongside_app
    USING (person_id = alongside_person());

-- The words of an answer that its author changes or takes back get an audience of the author alone,
-- as in `0019_plan_withdrawn_words.sql`.
CREATE POLICY update_answered ON text FOR UPDATE TO alongside_app
    USING (author_id = alongside_person()
        AND EXISTS (SELECT 1 FROM event_answer a
            WHERE a.text_id = text.id AND a.person_id = alongside_person()))
    WITH CHECK (author_id = alongside_person() AND alongside_can_view(family_id, audience_id));

-- That a worker has dealt with an answer, such as with the wish for another time. No foreign key:
-- the row stays when the person changes the answer, which then has another id.
CREATE TABLE event_settlement (
    answer_id uuid PRIMARY KEY,
    family_id uuid NOT NULL REFERENCES family (id),
    settled_by_id uuid NOT NULL REFERENCES person (id),
    created_at timestamptz NOT NULL
);

ALTER TABLE event_settlement ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON event_settlement TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON event_settlement TO alongside_system;
GRANT SELECT, INSERT ON event_settlement TO alongside_app;
CREATE POLICY select_visible ON event_settlement FOR SELECT TO alongside_app
    USING (EXISTS (SELECT 1 FROM event_answer a WHERE a.id = answer_id));
CREATE POLICY insert_own ON event_settlement FOR INSERT TO alongside_app
    WITH CHECK (settled_by_id = alongside_person() AND alongside_is_now(created_at)
    AND alongside_has_role(family_id, 'worker')
    AND EXISTS (SELECT 1 FROM event_answer a
        WHERE a.id = answer_id AND a.family_id = event_settlement.family_id));

-- The private calendar address of a person, for the calendar of their phone. Read before there is an
-- actor by its exact key, like a session.
CREATE TABLE calendar_feed (
    person_id uuid PRIMARY KEY REFERENCES person (id),
    -- SHA-256 of the token in the address.
    token_hash text NOT NULL UNIQUE,
    -- The language of the neutral title.
    language text NOT NULL,
    created_at timestamptz NOT NULL
);

ALTER TABLE calendar_feed ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON calendar_feed TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON calendar_feed TO alongside_system;
GRANT SELECT, INSERT, DELETE ON calendar_feed TO alongside_app;
CREATE POLICY select_own ON calendar_feed FOR SELECT TO alongside_app
    USING (person_id = alongside_person());
CREATE POLICY select_by_key ON calendar_feed FOR SELECT TO alongside_app
    USING (alongside_person() IS NULL AND token_hash = alongside_key());
CREATE POLICY insert_own ON calendar_feed FOR INSERT TO alongside_app
    WITH CHECK (person_id = alongside_person() AND alongside_is_now(created_at));
CREATE POLICY delete_own ON calendar_feed FOR DELETE TO alongside_app
    USING (person_id = alongside_person());

-- The calendar of a family, which has hundreds of events.
CREATE INDEX event_family_starts ON event (family_id, starts);
