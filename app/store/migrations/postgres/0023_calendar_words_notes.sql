-- What people bring to a meeting, a review or a hearing in their own words, and what a worker writes
-- down of it: who was there, the result, the answers, and the decisions with the family's positions.

-- Before the event starts, where its agency is.
CREATE FUNCTION alongside_is_before_event(planned uuid, moment timestamptz) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT 1 FROM event v JOIN family f ON f.id = v.family_id
        JOIN agency a ON a.id = f.agency_id
        WHERE v.id = planned AND NOT v.cancelled AND v.starts > moment AT TIME ZONE a.time_zone);
END $$;
REVOKE EXECUTE ON FUNCTION alongside_is_before_event FROM PUBLIC;
GRANT EXECUTE ON FUNCTION alongside_is_before_event TO alongside_app, alongside_system;

CREATE TABLE event_words (
    id uuid PRIMARY KEY,
    event_id uuid NOT NULL REFERENCES event (id),
    family_id uuid NOT NULL REFERENCES family (id),
    audience_id uuid NOT NULL REFERENCES audience (id),
    author_id uuid NOT NULL REFERENCES person (id),
    -- What the author wants said, a point for the agenda, or written comments.
    kind text NOT NULL CHECK (kind IN ('say', 'agenda', 'comment')),
    -- For whom the author chose the words: a draft is for the author alone.
    readers text NOT NULL CHECK (readers IN ('author', 'workers', 'event')),
    text_id uuid NOT NULL REFERENCES text (id),
    revision integer NOT NULL DEFAULT 0,
    removed boolean NOT NULL DEFAULT false,
    changed_at timestamptz NOT NULL
);
CREATE INDEX event_words_event ON event_words (event_id);
-- One text of each of these kinds for each person.
CREATE UNIQUE INDEX event_words_single ON event_words (event_id, author_id, kind)
    WHERE kind <> 'agenda' AND NOT removed;

ALTER TABLE event_words ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON event_words TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON event_words TO alongside_system;
GRANT SELECT, INSERT, UPDATE (audience_id, readers, text_id, revision, removed, changed_at)
    ON event_words TO alongside_app;
-- What the author removed is shown to the author, who can put it back.
CREATE POLICY select_visible ON event_words FOR SELECT TO alongside_app
    USING (alongside_can_view(family_id, audience_id)
    AND (NOT removed OR author_id = alongside_person()));
CREATE POLICY part_of_event ON event_words AS RESTRICTIVE FOR SELECT TO alongside_app
    USING (EXISTS (SELECT 1 FROM event v WHERE v.id = event_id));
CREATE POLICY insert_own ON event_words FOR INSERT TO alongside_app
    WITH CHECK (author_id = alongside_person() AND alongside_is_now(changed_at) AND NOT removed
    AND alongside_can_open_record(family_id) AND alongside_can_view(family_id, audience_id)
    AND alongside_is_author(text_id) AND alongside_is_before_event(event_id, changed_at)
    AND EXISTS (SELECT 1 FROM event v
        WHERE v.id = event_id AND v.family_id = event_words.family_id));
CREATE POLICY update_own ON event_words FOR UPDATE TO alongside_app
    USING (author_id = alongside_person())
    WITH CHECK (author_id = alongside_person() AND alongside_is_now(changed_at)
    AND alongside_can_open_record(family_id) AND alongside_can_view(family_id, audience_id)
    AND alongside_is_author(text_id) AND alongside_is_before_event(event_id, changed_at));

-- Words that the author replaces or removes get an audience of the author alone, as in
-- `0019_plan_withdrawn_words.sql`; those that are shared with others get their audience.
CREATE POLICY update_event_words ON text FOR UPDATE TO alongside_app
    USING (author_id = alongside_person()
        AND EXISTS (SELECT 1 FROM event_words w
            WHERE w.text_id = text.id AND w.author_id = alongside_person()))
    WITH CHECK (author_id = alongside_person() AND alongside_can_view(family_id, audience_id));

-- Earlier words, for their author.
CREATE TABLE event_words_version (
    words_id uuid NOT NULL REFERENCES event_words (id),
    revision integer NOT NULL,
    text_id uuid NOT NULL REFERENCES text (id),
    changed_at timestamptz NOT NULL,
    PRIMARY KEY (words_id, revision)
);

ALTER TABLE event_words_version ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON event_words_version TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON event_words_version TO alongside_system;
GRANT SELECT, INSERT ON event_words_version TO alongside_app;
CREATE POLICY select_own ON event_words_version FOR SELECT TO alongside_app
    USING (EXISTS (SELECT 1 FROM event_words w
        WHERE w.id = words_id AND w.author_id = alongside_person()));
CREATE POLICY insert_own ON event_words_version FOR INSERT TO alongside_app
    WITH CHECK (alongside_is_now(changed_at) AND alongside_is_author(text_id)
    AND EXISTS (SELECT 1 FROM event_words w
        WHERE w.id = words_id AND w.author_id = alongside_person()));

-- A version of the notes. Each save adds one, so that no worker overwrites another one's.
CREATE TABLE event_notes (
    id uuid PRIMARY KEY,
    event_id uuid NOT NULL REFERENCES event (id),
    family_id uuid NOT NULL REFERENCES family (id),
    -- The workers for a draft; that of the event for what is published.
    audience_id uuid NOT NULL REFERENCES audience (id),
    revision integer NOT NULL,
    published boolean NOT NULL,
    result_id uuid NOT NULL REFERENCES text (id),
    created_by_id uuid NOT NULL REFERENCES person (id),
    created_at timestamptz NOT NULL,
    -- The day where the agency is.
    since date NOT NULL,
    UNIQUE (event_id, revision)
);

ALTER TABLE event_notes ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON event_notes TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON event_notes TO alongside_system;
GRANT SELECT, INSERT ON event_notes TO alongside_app;
CREATE POLICY select_visible ON event_notes FOR SELECT TO alongside_app
    USING (alongside_can_view(family_id, audience_id));
CREATE POLICY part_of_event ON event_notes AS RESTRICTIVE FOR SELECT TO alongside_app
    USING (EXISTS (SELECT 1 FROM event v WHERE v.id = event_id));
CREATE POLICY insert_own ON event_notes FOR INSERT TO alongside_app
    WITH CHECK (created_by_id = alongside_person() AND alongside_is_now(created_at)
    AND alongside_has_role(family_id, 'worker') AND alongside_can_view(family_id, audience_id)
    AND EXISTS (SELECT 1 FROM text t WHERE t.id = result_id)
    AND EXISTS (SELECT 1 FROM event v
        WHERE v.id = event_id AND v.family_id = event_notes.family_id));

-- Who of those invited was there.
CREATE TABLE event_attendance (
    notes_id uuid NOT NULL REFERENCES event_notes (id),
    person_id uuid NOT NULL REFERENCES person (id),
    attended boolean NOT NULL,
    PRIMARY KEY (notes_id, person_id)
);

ALTER TABLE event_attendance ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON event_attendance TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON event_attendance TO alongside_system;
GRANT SELECT, INSERT ON event_attendance TO alongside_app;
-- One parent does not learn that the other parent's mentor was there.
CREATE POLICY select_visible ON event_attendance FOR SELECT TO alongside_app
    USING (EXISTS (SELECT 1 FROM event_notes n WHERE n.id = notes_id)
    AND alongside_can_see_person(person_id));
CREATE POLICY insert_own ON event_attendance FOR INSERT TO alongside_app
    WITH CHECK (EXISTS (SELECT 1 FROM event_notes n
        WHERE n.id = notes_id AND n.created_by_id = alongside_person()
        AND alongside_is_now(n.created_at) AND alongside_has_role(n.family_id, 'worker')));

-- How what somebody brought was answered.
CREATE TABLE event_words_answer (
    notes_id uuid NOT NULL REFERENCES event_notes (id),
    words_id uuid NOT NULL REFERENCES event_words (id),
    text_id uuid NOT NULL REFERENCES text (id),
    PRIMARY KEY (notes_id, words_id)
);

ALTER TABLE event_words_answer ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON event_words_answer TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON event_words_answer TO alongside_system;
GRANT SELECT, INSERT ON event_words_answer TO alongside_app;
CREATE POLICY select_visible ON event_words_answer FOR SELECT TO alongside_app
    USING (EXISTS (SELECT 1 FROM event_notes n WHERE n.id = notes_id)
    AND EXISTS (SELECT 1 FROM event_words w WHERE w.id = words_id)
    AND EXISTS (SELECT 1 FROM text t WHERE t.id = text_id));
CREATE POLICY insert_own ON event_words_answer FOR INSERT TO alongside_app
    WITH CHECK (EXISTS (SELECT 1 FROM event_notes n
            JOIN event_words w ON w.event_id = n.event_id AND w.id = words_id
        WHERE n.id = notes_id AND n.created_by_id = alongside_person()
        AND alongside_is_now(n.created_at) AND alongside_has_role(n.family_id, 'worker'))
    AND EXISTS (SELECT 1 FROM text t WHERE t.id = text_id));

-- A decision is the same in each version of the notes that has its id. It is never without the
-- position of a family member, nor a position without attendance: the foreign keys below.
CREATE TABLE event_decision (
    notes_id uuid NOT NULL REFERENCES event_notes (id),
    id uuid NOT NULL,
    position integer NOT NULL,
    text_id uuid NOT NULL REFERENCES text (id),
    -- A family member whose position is stored.
    family_member_id uuid NOT NULL,
    PRIMARY KEY (notes_id, id)
);
CREATE TABLE event_position (
    notes_id uuid NOT NULL,
    decision_id uuid NOT NULL,
    person_id uuid NOT NULL,
    position text NOT NULL CHECK (position IN ('agree', 'disagree', 'not_there')),
    -- Why, in the person's words or as they were told.
    text_id uuid REFERENCES text (id),
    CHECK (position = 'agree' OR text_id IS NOT NULL),
    PRIMARY KEY (notes_id, decision_id, person_id),
    FOREIGN KEY (notes_id, person_id) REFERENCES event_attendance (notes_id, person_id),
    FOREIGN KEY (notes_id, decision_id) REFERENCES event_decision (notes_id, id)
);
-- At the commit: the decision is inserted first.
ALTER TABLE event_decision ADD CONSTRAINT event_decision_has_position
    FOREIGN KEY (notes_id, id, family_member_id)
    REFERENCES event_position (notes_id, decision_id, person_id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE event_decision ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON event_decision TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON event_decision TO alongside_system;
GRANT SELECT, INSERT ON event_decision TO alongside_app;
CREATE POLICY select_visible ON event_decision FOR SELECT TO alongside_app
    USING (EXISTS (SELECT 1 FROM event_notes n WHERE n.id = notes_id));
CREATE POLICY insert_own ON event_decision FOR INSERT TO alongside_app
    WITH CHECK (EXISTS (SELECT 1 FROM event_notes n
        WHERE n.id = notes_id AND n.created_by_id = alongside_person()
        AND alongside_is_now(n.created_at) AND alongside_has_role(n.family_id, 'worker'))
    AND EXISTS (SELECT 1 FROM text t WHERE t.id = text_id));

ALTER TABLE event_position ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON event_position TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON event_position TO alongside_system;
GRANT SELECT, INSERT ON event_position TO alongside_app;
CREATE POLICY select_visible ON event_position FOR SELECT TO alongside_app
    USING (EXISTS (SELECT 1 FROM event_notes n WHERE n.id = notes_id));
CREATE POLICY insert_own ON event_position FOR INSERT TO alongside_app
    WITH CHECK (EXISTS (SELECT 1 FROM event_notes n
        WHERE n.id = notes_id AND n.created_by_id = alongside_person()
        AND alongside_is_now(n.created_at) AND alongside_has_role(n.family_id, 'worker'))
    AND (text_id IS NULL OR EXISTS (SELECT 1 FROM text t WHERE t.id = text_id)));

-- What a family member says about their own position, shown beside what the notes say. The newest
-- one counts.
CREATE TABLE event_own_position (
    id uuid PRIMARY KEY,
    event_id uuid NOT NULL REFERENCES event (id),
    family_id uuid NOT NULL REFERENCES family (id),
    -- The version of the notes that the person read.
    notes_id uuid NOT NULL,
    decision_id uuid NOT NULL,
    person_id uuid NOT NULL REFERENCES person (id),
    position text NOT NULL CHECK (position IN ('agree', 'disagree', 'not_there')),
    text_id uuid NOT NULL REFERENCES text (id),
    created_at timestamptz NOT NULL,
    FOREIGN KEY (notes_id, decision_id) REFERENCES event_decision (notes_id, id)
);
CREATE INDEX event_own_position_event ON event_own_position (event_id);

ALTER TABLE event_own_position ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON event_own_position TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON event_own_position TO alongside_system;
GRANT SELECT, INSERT ON event_own_position TO alongside_app;
CREATE POLICY select_visible ON event_own_position FOR SELECT TO alongside_app
    USING (EXISTS (SELECT 1 FROM event_notes n WHERE n.id = notes_id)
    AND EXISTS (SELECT 1 FROM text t WHERE t.id = text_id));
CREATE POLICY insert_own ON event_own_position FOR INSERT TO alongside_app
    WITH CHECK (person_id = alongside_person() AND alongside_is_now(created_at)
    AND alongside_is_family_member(family_id) AND alongside_is_author(text_id)
    AND EXISTS (SELECT 1 FROM event_decision d JOIN event_notes n ON n.id = d.notes_id
        WHERE d.notes_id = event_own_position.notes_id AND d.id = decision_id
        AND n.event_id = event_own_position.event_id
        AND n.family_id = event_own_position.family_id));

-- The day by which a worker promised the notes. Without a row it is the default of the portal
-- (`model::calendar::NOTES_WITHIN_DAYS`).
CREATE TABLE event_notes_promise (
    event_id uuid PRIMARY KEY REFERENCES event (id),
    family_id uuid NOT NULL REFERENCES family (id),
    due date NOT NULL,
    created_by_id uuid NOT NULL REFERENCES person (id),
    created_at timestamptz NOT NULL
);

ALTER TABLE event_notes_promise ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON event_notes_promise TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON event_notes_promise TO alongside_system;
GRANT SELECT, INSERT, UPDATE (due, created_by_id, created_at) ON event_notes_promise
    TO alongside_app;
CREATE POLICY select_visible ON event_notes_promise FOR SELECT TO alongside_app
    USING (EXISTS (SELECT 1 FROM event v WHERE v.id = event_id));
CREATE POLICY insert_own ON event_notes_promise FOR INSERT TO alongside_app
    WITH CHECK (created_by_id = alongside_person() AND alongside_is_now(created_at)
    AND alongside_has_role(family_id, 'worker')
    AND EXISTS (SELECT 1 FROM event v
        WHERE v.id = event_id AND v.family_id = event_notes_promise.family_id));
CREATE POLICY update_own ON event_notes_promise FOR UPDATE TO alongside_app
    USING (alongside_has_role(family_id, 'worker'))
    WITH CHECK (created_by_id = alongside_person() AND alongside_is_now(created_at)
    AND alongside_has_role(family_id, 'worker'));
