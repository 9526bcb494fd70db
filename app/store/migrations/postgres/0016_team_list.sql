-- The team list of a family: how to reach staff at work, people around the family who have no
-- account, and what the family says about its team.

ALTER TABLE person ADD COLUMN work_phone text, ADD COLUMN work_hours text;

-- Someone around the family who has no account.
CREATE TABLE team_contact (
    -- The id of the form that added it.
    id uuid PRIMARY KEY,
    family_id uuid NOT NULL REFERENCES family (id),
    audience_id uuid NOT NULL REFERENCES audience (id),
    -- The agency's own key; null for one that was added in the portal.
    key text,
    name text NOT NULL,
    kind text NOT NULL,
    organization text,
    phone text,
    languages jsonb NOT NULL,
    hours text,
    note_id uuid REFERENCES text (id),
    -- The first day, and the first day after the last.
    since date NOT NULL,
    until date,
    -- Null for one that was imported.
    created_by_id uuid REFERENCES person (id),
    created_at timestamptz NOT NULL,
    -- Increases with every change (optimistic locking).
    revision integer NOT NULL DEFAULT 1,
    UNIQUE (family_id, key)
);
CREATE INDEX team_contact_family ON team_contact (family_id);

ALTER TABLE team_contact ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON team_contact TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON team_contact TO alongside_system;
GRANT SELECT, INSERT, UPDATE (audience_id, name, kind, organization, phone, languages, hours,
    note_id, since, until, revision) ON team_contact TO alongside_app;
CREATE POLICY select_visible ON team_contact FOR SELECT TO alongside_app
    USING (alongside_can_open_record(family_id) AND alongside_can_view(family_id, audience_id));
CREATE POLICY insert_own ON team_contact FOR INSERT TO alongside_app
    WITH CHECK (created_by_id = alongside_person() AND alongside_is_now(created_at)
    AND alongside_has_role(family_id, 'worker') AND alongside_can_view(family_id, audience_id));
CREATE POLICY update_visible ON team_contact FOR UPDATE TO alongside_app
    USING (alongside_has_role(family_id, 'worker') AND alongside_can_view(family_id, audience_id))
    WITH CHECK (alongside_has_role(family_id, 'worker')
        AND alongside_can_view(family_id, audience_id));

-- A proposal for the team, or an objection to someone on it, and the answer.
CREATE TABLE team_request (
    id uuid PRIMARY KEY,
    family_id uuid NOT NULL REFERENCES family (id),
    audience_id uuid NOT NULL REFERENCES audience (id),
    author_id uuid NOT NULL REFERENCES person (id),
    form_id uuid NOT NULL,
    kind text NOT NULL,
    -- The proposed person: how they are related to the family, their name, how to reach them.
    contact_kind text,
    name text,
    reach text,
    -- The one to whom the author objects, on the team or without an account.
    person_id uuid REFERENCES person (id),
    contact_id uuid REFERENCES team_contact (id),
    -- The reason.
    text_id uuid NOT NULL REFERENCES text (id),
    created_at timestamptz NOT NULL,
    answer_due date NOT NULL,
    outcome text,
    answer_id uuid REFERENCES text (id),
    answered_by uuid REFERENCES person (id),
    answered_at timestamptz,
    -- The same form sent twice is stored once.
    UNIQUE (author_id, form_id)
);
CREATE INDEX team_request_family ON team_request (family_id, id);

-- The actor may answer a request about this person (null: about nobody on the team). The family's
-- worker may; where it is about a worker, so may the supervisor. Nobody answers about themselves.
CREATE FUNCTION alongside_answers_team_request(family uuid, about uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN about IS DISTINCT FROM alongside_person() AND (alongside_has_role(family, 'worker')
        OR (alongside_has_role(family, 'supervisor') AND EXISTS (SELECT 1 FROM membership m
            WHERE m.family_id = family AND m.person_id = about AND m.role = 'worker')));
END $$;
REVOKE EXECUTE ON FUNCTION alongside_answers_team_request FROM PUBLIC;
GRANT EXECUTE ON FUNCTION alongside_answers_team_request TO alongside_app, alongside_system;

ALTER TABLE team_request ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON team_request TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON team_request TO alongside_system;
GRANT SELECT, INSERT, UPDATE (outcome, answer_id, answered_by, answered_at)
    ON team_request TO alongside_app;
-- Whom an objection is about never sees it, whatever its audience says.
CREATE POLICY select_visible ON team_request FOR SELECT TO alongside_app
    USING (alongside_can_open_record(family_id) AND alongside_can_view(family_id, audience_id)
    AND person_id IS DISTINCT FROM alongside_person());
-- The audience of an objection excludes the person by name, because the reason and the answer are
-- texts with the same audience.
CREATE POLICY insert_own ON team_request FOR INSERT TO alongside_app
    WITH CHECK (author_id = alongside_person() AND alongside_is_now(created_at)
    AND outcome IS NULL AND answer_id IS NULL AND answered_by IS NULL AND answered_at IS NULL
    AND alongside_is_family_member(family_id) AND alongside_can_view(family_id, audience_id)
    AND alongside_is_author(text_id)
    AND (contact_id IS NULL OR EXISTS (SELECT 1 FROM team_contact k
        WHERE k.id = team_request.contact_id AND k.family_id = team_request.family_id))
    AND (person_id IS NULL OR EXISTS (SELECT 1 FROM audience_entry e
        WHERE e.audience_id = team_request.audience_id AND e.person_id = team_request.person_id
        AND e.denied)));
-- An answer is given once.
CREATE POLICY update_answer ON team_request FOR UPDATE TO alongside_app
    USING (outcome IS NULL AND alongside_can_view(family_id, audience_id)
        AND alongside_answers_team_request(family_id, person_id))
    WITH CHECK (answered_by = alongside_person() AND alongside_is_now(answered_at)
        AND (answer_id IS NULL OR alongside_is_author(answer_id)));
