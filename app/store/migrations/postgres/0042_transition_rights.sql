-- The list of rights of a young person, their questions about it, and what they keep about staying in
-- care or coming back.

-- What the owner has tapped beside a right. A right without a row was not read.
CREATE TABLE transition_right (
    owner_id uuid NOT NULL REFERENCES person (id),
    kind text NOT NULL,
    family_id uuid NOT NULL REFERENCES family (id),
    understood boolean NOT NULL,
    changed_at timestamptz NOT NULL,
    PRIMARY KEY (owner_id, kind)
);

-- A question of the owner about a right.
CREATE TABLE transition_right_question (
    -- The id of the form that asked it.
    id uuid PRIMARY KEY,
    owner_id uuid NOT NULL REFERENCES person (id),
    family_id uuid NOT NULL REFERENCES family (id),
    kind text NOT NULL,
    language text NOT NULL,
    -- Empty for one without words.
    body text NOT NULL,
    asked_at timestamptz NOT NULL,
    -- The last day of an answer in time, counted in working days of the agency.
    answer_due date NOT NULL,
    -- One that was taken back is shown to no one but its owner.
    taken_back_at timestamptz
);
CREATE INDEX transition_right_question_owner ON transition_right_question (owner_id);

-- The answer to a question.
CREATE TABLE transition_right_answer (
    question_id uuid PRIMARY KEY REFERENCES transition_right_question (id),
    owner_id uuid NOT NULL REFERENCES person (id),
    family_id uuid NOT NULL REFERENCES family (id),
    language text NOT NULL,
    body text NOT NULL,
    answered_by_id uuid NOT NULL REFERENCES person (id),
    answered_at timestamptz NOT NULL
);

-- The owner says that they got the list and talked about it. The rows are the history.
CREATE TABLE transition_rights_signature (
    -- The id of the form that said it.
    id uuid PRIMARY KEY,
    owner_id uuid NOT NULL REFERENCES person (id),
    family_id uuid NOT NULL REFERENCES family (id),
    -- The version of the list.
    list_version text NOT NULL,
    signed_on date NOT NULL,
    -- With whom they talked about it.
    talked_with text,
    written_at timestamptz NOT NULL,
    taken_back_at timestamptz
);
CREATE INDEX transition_rights_signature_owner ON transition_rights_signature (owner_id);

-- A letter that asks to stay in care or to come back, for its owner alone.
CREATE TABLE transition_letter (
    owner_id uuid NOT NULL REFERENCES person (id),
    kind text NOT NULL CHECK (kind IN ('stay', 'come_back')),
    family_id uuid NOT NULL REFERENCES family (id),
    -- Empty where the suggestion of the portal holds.
    english text NOT NULL,
    language text NOT NULL,
    -- The same in `language`.
    own_words text NOT NULL,
    -- Increases with every change (optimistic locking).
    revision integer NOT NULL,
    written_at timestamptz NOT NULL,
    PRIMARY KEY (owner_id, kind)
);

-- The owner has asked to stay or to come back, for the owner alone.
CREATE TABLE transition_stay_request (
    -- The id of the form that noted it.
    id uuid PRIMARY KEY,
    owner_id uuid NOT NULL REFERENCES person (id),
    family_id uuid NOT NULL REFERENCES family (id),
    kind text NOT NULL CHECK (kind IN ('stay', 'come_back')),
    asked_on date NOT NULL,
    asked_whom text NOT NULL,
    written_at timestamptz NOT NULL,
    removed_at timestamptz
);
CREATE INDEX transition_stay_request_owner ON transition_stay_request (owner_id);

------------------------------------------------------------------------------------------------
-- Who reads and answers
------------------------------------------------------------------------------------------------

-- The actor reads what this person says about their rights: the person, and those who read the parts
-- that the law requires. `reads_rights!` in app/store/src/transition/rights.rs is the same rule.
CREATE FUNCTION alongside_can_read_rights(owner uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN owner = alongside_person() OR EXISTS (SELECT 1 FROM transition_youth y
        WHERE y.owner_id = owner
        AND alongside_has_any_role(y.family_id, '{worker,supervisor,tribal_representative}'));
END $$;

-- The actor reads the words of a question about a right: the person, the workers of their family and
-- those workers' supervisors. `reads_right_questions!` is the same rule.
CREATE FUNCTION alongside_can_read_right_questions(owner uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN owner = alongside_person() OR EXISTS (SELECT 1 FROM transition_youth y
        WHERE y.owner_id = owner AND alongside_has_any_role(y.family_id, '{worker,supervisor}'));
END $$;

-- The actor is a worker of the family of this person, in this family.
CREATE FUNCTION alongside_can_answer_rights(family uuid, owner uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN owner <> alongside_person() AND alongside_has_role(family, 'worker')
        AND EXISTS (SELECT 1 FROM transition_youth y
        WHERE y.owner_id = owner AND y.family_id = family);
END $$;

-- A question was answered: it is not changed any more.
CREATE FUNCTION alongside_is_right_answered(question uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT 1 FROM transition_right_answer a WHERE a.question_id = question);
END $$;

REVOKE EXECUTE ON FUNCTION alongside_can_read_rights, alongside_can_read_right_questions,
    alongside_can_answer_rights, alongside_is_right_answered FROM PUBLIC;
GRANT EXECUTE ON FUNCTION alongside_can_read_rights, alongside_can_read_right_questions,
    alongside_can_answer_rights, alongside_is_right_answered TO alongside_app, alongside_system;

------------------------------------------------------------------------------------------------
-- Policies
------------------------------------------------------------------------------------------------

ALTER TABLE transition_right ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON transition_right TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON transition_right TO alongside_system;
GRANT SELECT, INSERT, UPDATE (family_id, understood, changed_at) ON transition_right
    TO alongside_app;
CREATE POLICY select_visible ON transition_right FOR SELECT TO alongside_app
    USING (alongside_can_read_rights(owner_id));
CREATE POLICY insert_own ON transition_right FOR INSERT TO alongside_app
    WITH CHECK (owner_id = alongside_person() AND alongside_is_youth_of(family_id, owner_id)
    AND alongside_is_now(changed_at));
CREATE POLICY update_own ON transition_right FOR UPDATE TO alongside_app
    USING (owner_id = alongside_person())
    WITH CHECK (owner_id = alongside_person() AND alongside_is_youth_of(family_id, owner_id)
    AND alongside_is_now(changed_at));

ALTER TABLE transition_right_question ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON transition_right_question TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON transition_right_question TO alongside_system;
GRANT SELECT, INSERT, UPDATE (language, body, taken_back_at) ON transition_right_question
    TO alongside_app;
CREATE POLICY select_visible ON transition_right_question FOR SELECT TO alongside_app
    USING (owner_id = alongside_person()
    OR (taken_back_at IS NULL AND alongside_can_read_right_questions(owner_id)));
CREATE POLICY insert_own ON transition_right_question FOR INSERT TO alongside_app
    WITH CHECK (owner_id = alongside_person() AND alongside_is_youth_of(family_id, owner_id)
    AND alongside_is_now(asked_at) AND taken_back_at IS NULL);
CREATE POLICY update_own ON transition_right_question FOR UPDATE TO alongside_app
    USING (owner_id = alongside_person() AND NOT alongside_is_right_answered(id))
    WITH CHECK (owner_id = alongside_person()
    AND (taken_back_at IS NULL OR alongside_is_now(taken_back_at)));

ALTER TABLE transition_right_answer ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON transition_right_answer TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON transition_right_answer TO alongside_system;
GRANT SELECT, INSERT ON transition_right_answer TO alongside_app;
CREATE POLICY select_visible ON transition_right_answer FOR SELECT TO alongside_app
    USING (alongside_can_read_right_questions(owner_id));
CREATE POLICY insert_by_worker ON transition_right_answer FOR INSERT TO alongside_app
    WITH CHECK (answered_by_id = alongside_person() AND alongside_is_now(answered_at)
    AND alongside_can_answer_rights(family_id, owner_id)
    AND EXISTS (SELECT 1 FROM transition_right_question q WHERE q.id = question_id
        AND q.owner_id = transition_right_answer.owner_id AND q.taken_back_at IS NULL));

ALTER TABLE transition_rights_signature ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON transition_rights_signature TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON transition_rights_signature TO alongside_system;
GRANT SELECT, INSERT, UPDATE (taken_back_at) ON transition_rights_signature TO alongside_app;
CREATE POLICY select_visible ON transition_rights_signature FOR SELECT TO alongside_app
    USING (owner_id = alongside_person()
    OR (taken_back_at IS NULL AND alongside_can_read_rights(owner_id)));
CREATE POLICY insert_own ON transition_rights_signature FOR INSERT TO alongside_app
    WITH CHECK (owner_id = alongside_person() AND alongside_is_youth_of(family_id, owner_id)
    AND alongside_is_now(written_at) AND taken_back_at IS NULL);
CREATE POLICY update_own ON transition_rights_signature FOR UPDATE TO alongside_app
    USING (owner_id = alongside_person())
    WITH CHECK (owner_id = alongside_person()
    AND (taken_back_at IS NULL OR alongside_is_now(taken_back_at)));

ALTER TABLE transition_letter ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON transition_letter TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON transition_letter TO alongside_system;
GRANT SELECT, INSERT, UPDATE (english, language, own_words, revision, written_at)
    ON transition_letter TO alongside_app;
CREATE POLICY select_own ON transition_letter FOR SELECT TO alongside_app
    USING (owner_id = alongside_person());
CREATE POLICY insert_own ON transition_letter FOR INSERT TO alongside_app
    WITH CHECK (owner_id = alongside_person() AND alongside_is_youth_of(family_id, owner_id)
    AND alongside_is_now(written_at));
CREATE POLICY update_own ON transition_letter FOR UPDATE TO alongside_app
    USING (owner_id = alongside_person())
    WITH CHECK (owner_id = alongside_person() AND alongside_is_now(written_at));

ALTER TABLE transition_stay_request ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON transition_stay_request TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON transition_stay_request TO alongside_system;
GRANT SELECT, INSERT, UPDATE (removed_at) ON transition_stay_request TO alongside_app;
CREATE POLICY select_own ON transition_stay_request FOR SELECT TO alongside_app
    USING (owner_id = alongside_person());
CREATE POLICY insert_own ON transition_stay_request FOR INSERT TO alongside_app
    WITH CHECK (owner_id = alongside_person() AND alongside_is_youth_of(family_id, owner_id)
    AND alongside_is_now(written_at) AND removed_at IS NULL);
CREATE POLICY update_own ON transition_stay_request FOR UPDATE TO alongside_app
    USING (owner_id = alongside_person())
    WITH CHECK (owner_id = alongside_person()
    AND (removed_at IS NULL OR alongside_is_now(removed_at)));
