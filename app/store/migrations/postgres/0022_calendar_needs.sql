-- What people need to come to an event, other times that they propose, and what came of both.

-- What a person needs, such as an interpreter. Read by that person and the workers of the family.
CREATE TABLE event_need (
    event_id uuid NOT NULL REFERENCES event (id),
    person_id uuid NOT NULL REFERENCES person (id),
    need text NOT NULL CHECK (need IN ('interpreter', 'ride', 'child_care', 'remote_link', 'food',
        'support_person', 'accommodation')),
    -- A need that is asked for again, or with other words, has another id.
    id uuid NOT NULL UNIQUE,
    family_id uuid NOT NULL REFERENCES family (id),
    -- The language of an interpreter.
    language text,
    text_id uuid REFERENCES text (id),
    -- A need that was confirmed and is withdrawn is something for the worker to cancel.
    withdrawn boolean NOT NULL DEFAULT false,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (event_id, person_id, need)
);
CREATE INDEX event_need_person ON event_need (person_id, family_id);

-- The actor is a worker of the family, and this person has this need, in these words, at another
-- event of the family than this one. The policy below cannot ask its own table.
CREATE FUNCTION alongside_is_standing_need(
    new_event uuid, asker uuid, wanted text, words uuid
) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT 1 FROM event_need n
        JOIN event v ON v.id = new_event AND v.family_id = n.family_id
        WHERE n.person_id = asker AND n.need = wanted AND n.event_id <> new_event
        AND NOT n.withdrawn AND n.text_id IS NOT DISTINCT FROM words
        AND alongside_has_role(n.family_id, 'worker'));
END $$;
REVOKE EXECUTE ON FUNCTION alongside_is_standing_need FROM PUBLIC;
GRANT EXECUTE ON FUNCTION alongside_is_standing_need TO alongside_app, alongside_system;

ALTER TABLE event_need ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON event_need TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON event_need TO alongside_system;
GRANT SELECT, INSERT, UPDATE (id, language, text_id, withdrawn, created_at) ON event_need
    TO alongside_app;
CREATE POLICY select_visible ON event_need FOR SELECT TO alongside_app
    USING (person_id = alongside_person() OR alongside_has_role(family_id, 'worker'));
CREATE POLICY part_of_event ON event_need AS RESTRICTIVE FOR SELECT TO alongside_app
    USING (EXISTS (SELECT 1 FROM event v WHERE v.id = event_id));
CREATE POLICY insert_own ON event_need FOR INSERT TO alongside_app
    WITH CHECK (person_id = alongside_person() AND alongside_is_now(created_at)
    AND alongside_can_open_record(family_id)
    AND (text_id IS NULL OR alongside_is_author(text_id))
    AND EXISTS (SELECT 1 FROM event v
        WHERE v.id = event_id AND v.family_id = event_need.family_id));
-- For the next event of a series.
CREATE POLICY insert_carried ON event_need FOR INSERT TO alongside_app
    WITH CHECK (alongside_has_role(family_id, 'worker') AND alongside_is_now(created_at)
    AND NOT withdrawn AND alongside_is_standing_need(event_id, person_id, need, text_id)
    AND EXISTS (SELECT 1 FROM event v
        WHERE v.id = event_id AND v.family_id = event_need.family_id));
CREATE POLICY update_own ON event_need FOR UPDATE TO alongside_app
    USING (person_id = alongside_person())
    WITH CHECK (person_id = alongside_person() AND alongside_is_now(created_at)
    AND alongside_can_open_record(family_id)
    AND (text_id IS NULL OR alongside_is_author(text_id)));

-- The words about a need that its author changes or takes back get an audience of the author alone,
-- as those of an answer (`0017_calendar_events.sql`).
CREATE POLICY update_asked ON text FOR UPDATE TO alongside_app
    USING (author_id = alongside_person()
        AND EXISTS (SELECT 1 FROM event_need n
            WHERE n.text_id = text.id AND n.person_id = alongside_person()))
    WITH CHECK (author_id = alongside_person() AND alongside_can_view(family_id, audience_id));

-- What a worker says about a need. No foreign key: the row stays when the person asks again, and the
-- need then has another id.
CREATE TABLE event_need_answer (
    need_id uuid PRIMARY KEY,
    family_id uuid NOT NULL REFERENCES family (id),
    outcome text NOT NULL CHECK (outcome IN ('confirmed', 'unavailable')),
    -- Why it cannot be arranged, and what there is instead.
    text_id uuid REFERENCES text (id),
    answered_by_id uuid NOT NULL REFERENCES person (id),
    created_at timestamptz NOT NULL
);

ALTER TABLE event_need_answer ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON event_need_answer TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON event_need_answer TO alongside_system;
GRANT SELECT, INSERT, DELETE ON event_need_answer TO alongside_app;
CREATE POLICY select_visible ON event_need_answer FOR SELECT TO alongside_app
    USING (EXISTS (SELECT 1 FROM event_need n WHERE n.id = need_id));
CREATE POLICY insert_own ON event_need_answer FOR INSERT TO alongside_app
    WITH CHECK (answered_by_id = alongside_person() AND alongside_is_now(created_at)
    AND alongside_has_role(family_id, 'worker')
    AND (text_id IS NULL OR alongside_is_author(text_id))
    AND EXISTS (SELECT 1 FROM event_need n
        WHERE n.id = need_id AND n.family_id = event_need_answer.family_id AND NOT n.withdrawn));
CREATE POLICY delete_visible ON event_need_answer FOR DELETE TO alongside_app
    USING (alongside_has_role(family_id, 'worker'));

-- Other times that would suit the person, local times in the agency's time zone.
ALTER TABLE event_answer ADD COLUMN first_choice timestamp, ADD COLUMN second_choice timestamp;
GRANT UPDATE (first_choice, second_choice) ON event_answer TO alongside_app;

-- How a worker dealt with an answer; null: in some way.
ALTER TABLE event_settlement
    ADD COLUMN outcome text CHECK (outcome IN ('done', 'moved', 'unavailable')),
    -- Why no other time is possible.
    ADD COLUMN text_id uuid REFERENCES text (id);
DROP POLICY insert_own ON event_settlement;
CREATE POLICY insert_own ON event_settlement FOR INSERT TO alongside_app
    WITH CHECK (settled_by_id = alongside_person() AND alongside_is_now(created_at)
    AND alongside_has_role(family_id, 'worker')
    AND (text_id IS NULL OR alongside_is_author(text_id))
    AND EXISTS (SELECT 1 FROM event_answer a
        WHERE a.id = answer_id AND a.family_id = event_settlement.family_id));
