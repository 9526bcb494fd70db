-- The areas of a young person's own transition plan, in their own words: where they are, where they
-- want to be, and the steps between. Every earlier wording is kept for its owner alone, like a draft.

-- What the owner has saved for a question about an area.
CREATE TABLE transition_answer (
    owner_id uuid NOT NULL REFERENCES person (id),
    part text NOT NULL,
    question text NOT NULL CHECK (question IN ('now', 'goal')),
    family_id uuid NOT NULL REFERENCES family (id),
    language text NOT NULL,
    -- Empty after the owner has taken their words out.
    body text NOT NULL,
    -- Increases with every change (optimistic locking).
    revision integer NOT NULL,
    written_at timestamptz NOT NULL,
    PRIMARY KEY (owner_id, part, question)
);

-- Every wording of an answer, also the one that holds.
CREATE TABLE transition_answer_revision (
    owner_id uuid NOT NULL REFERENCES person (id),
    part text NOT NULL,
    question text NOT NULL,
    revision integer NOT NULL,
    family_id uuid NOT NULL REFERENCES family (id),
    language text NOT NULL,
    body text NOT NULL,
    written_at timestamptz NOT NULL,
    PRIMARY KEY (owner_id, part, question, revision)
);

-- What is typed into a form and not saved: one row for each open page, so that two pages do not
-- overwrite each other.
CREATE TABLE transition_draft (
    -- The id of the form.
    id uuid PRIMARY KEY,
    owner_id uuid NOT NULL REFERENCES person (id),
    part text NOT NULL,
    question text NOT NULL,
    family_id uuid NOT NULL REFERENCES family (id),
    -- The revision of the answer that the form was filled in against.
    base_revision integer NOT NULL,
    -- Increases with every request of the page: a late one with a lower number is ignored.
    sequence integer NOT NULL,
    -- False once the form was saved. The row stays until another form of the question is saved, so
    -- that a late request does not bring the draft back.
    is_open boolean NOT NULL,
    language text NOT NULL,
    body text NOT NULL,
    written_at timestamptz NOT NULL
);
CREATE INDEX transition_draft_question ON transition_draft (owner_id, part, question);

CREATE TABLE transition_step (
    -- The id of the form that added it.
    id uuid PRIMARY KEY,
    owner_id uuid NOT NULL REFERENCES person (id),
    part text NOT NULL,
    family_id uuid NOT NULL REFERENCES family (id),
    language text NOT NULL,
    body text NOT NULL,
    -- Who helps, as the owner wrote it; the id if it is the name of a person on the team.
    helper_name text,
    helper_id uuid REFERENCES person (id),
    due_on date,
    is_done boolean NOT NULL,
    is_removed boolean NOT NULL,
    -- Increases with every change (optimistic locking).
    revision integer NOT NULL,
    written_at timestamptz NOT NULL,
    CHECK (helper_id IS NULL OR helper_name IS NOT NULL)
);
CREATE INDEX transition_step_owner ON transition_step (owner_id, part);

-- What a step was before a change.
CREATE TABLE transition_step_revision (
    step_id uuid NOT NULL REFERENCES transition_step (id),
    revision integer NOT NULL,
    owner_id uuid NOT NULL REFERENCES person (id),
    language text NOT NULL,
    body text NOT NULL,
    helper_name text,
    due_on date,
    is_done boolean NOT NULL,
    is_removed boolean NOT NULL,
    written_at timestamptz NOT NULL,
    PRIMARY KEY (step_id, revision)
);

ALTER TABLE transition_answer ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON transition_answer TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON transition_answer TO alongside_system;
GRANT SELECT, INSERT, UPDATE (language, body, revision, written_at) ON transition_answer
    TO alongside_app;
CREATE POLICY select_visible ON transition_answer FOR SELECT TO alongside_app
    USING (alongside_can_read_part(owner_id, part));
CREATE POLICY insert_own ON transition_answer FOR INSERT TO alongside_app
    WITH CHECK (owner_id = alongside_person() AND alongside_is_youth_of(family_id, owner_id)
    AND alongside_is_now(written_at));
CREATE POLICY update_own ON transition_answer FOR UPDATE TO alongside_app
    USING (owner_id = alongside_person())
    WITH CHECK (owner_id = alongside_person() AND alongside_is_now(written_at));

ALTER TABLE transition_answer_revision ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON transition_answer_revision TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON transition_answer_revision TO alongside_system;
GRANT SELECT, INSERT ON transition_answer_revision TO alongside_app;
CREATE POLICY select_own ON transition_answer_revision FOR SELECT TO alongside_app
    USING (owner_id = alongside_person());
CREATE POLICY insert_own ON transition_answer_revision FOR INSERT TO alongside_app
    WITH CHECK (owner_id = alongside_person() AND alongside_is_youth_of(family_id, owner_id)
    AND alongside_is_now(written_at));

ALTER TABLE transition_draft ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON transition_draft TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON transition_draft TO alongside_system;
GRANT SELECT, INSERT, UPDATE (base_revision, sequence, is_open, language, body, written_at), DELETE
    ON transition_draft TO alongside_app;
CREATE POLICY select_own ON transition_draft FOR SELECT TO alongside_app
    USING (owner_id = alongside_person());
CREATE POLICY insert_own ON transition_draft FOR INSERT TO alongside_app
    WITH CHECK (owner_id = alongside_person() AND alongside_is_youth_of(family_id, owner_id)
    AND alongside_is_now(written_at));
CREATE POLICY update_own ON transition_draft FOR UPDATE TO alongside_app
    USING (owner_id = alongside_person())
    WITH CHECK (owner_id = alongside_person() AND alongside_is_now(written_at));
CREATE POLICY delete_own ON transition_draft FOR DELETE TO alongside_app
    USING (owner_id = alongside_person());

-- A step that was taken out is its owner's alone.
ALTER TABLE transition_step ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON transition_step TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON transition_step TO alongside_system;
GRANT SELECT, INSERT, UPDATE (language, body, helper_name, helper_id, due_on, is_done, is_removed,
    revision, written_at) ON transition_step TO alongside_app;
CREATE POLICY select_visible ON transition_step FOR SELECT TO alongside_app
    USING (owner_id = alongside_person()
    OR (NOT is_removed AND alongside_can_read_part(owner_id, part)));
CREATE POLICY insert_own ON transition_step FOR INSERT TO alongside_app
    WITH CHECK (owner_id = alongside_person() AND alongside_is_youth_of(family_id, owner_id)
    AND alongside_is_now(written_at));
CREATE POLICY update_own ON transition_step FOR UPDATE TO alongside_app
    USING (owner_id = alongside_person())
    WITH CHECK (owner_id = alongside_person() AND alongside_is_now(written_at));

ALTER TABLE transition_step_revision ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON transition_step_revision TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON transition_step_revision TO alongside_system;
GRANT SELECT, INSERT ON transition_step_revision TO alongside_app;
CREATE POLICY select_own ON transition_step_revision FOR SELECT TO alongside_app
    USING (owner_id = alongside_person());
CREATE POLICY insert_own ON transition_step_revision FOR INSERT TO alongside_app
    WITH CHECK (owner_id = alongside_person() AND EXISTS (SELECT 1 FROM transition_step s
        WHERE s.id = step_id AND s.owner_id = transition_step_revision.owner_id
        AND s.revision = transition_step_revision.revision));
