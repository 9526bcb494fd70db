-- The plan of a family. plan_item is the working copy that workers edit; it also holds the state of
-- steps and the family's own words, which are not versioned. plan_version_item is an item as it was
-- in one published version; families read the newest version. Replies, reviews with ratings, and
-- the weekly capacity of family members are beside it.

------------------------------------------------------------------------------------------------
-- The head of the plan
------------------------------------------------------------------------------------------------

-- The number of the published version, and the working copy of the permanency goals.
CREATE TABLE plan (
    family_id uuid PRIMARY KEY REFERENCES family (id),
    audience_id uuid NOT NULL REFERENCES audience (id),
    version integer NOT NULL,
    since date NOT NULL,
    permanency text,
    permanency_since date,
    permanency_why uuid REFERENCES text (id),
    concurrent text,
    concurrent_since date,
    concurrent_why uuid REFERENCES text (id),
    -- Who decided the goals.
    permanency_by text,
    concurrent_by text,
    -- Increases with every change of the goals (optimistic locking).
    revision integer NOT NULL DEFAULT 1
);

ALTER TABLE plan ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON plan TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON plan TO alongside_system;
GRANT SELECT, INSERT, UPDATE (version, since, permanency, permanency_since, permanency_by,
    permanency_why, concurrent, concurrent_since, concurrent_by, concurrent_why, revision)
    ON plan TO alongside_app;
CREATE POLICY select_visible ON plan FOR SELECT TO alongside_app
    USING (alongside_can_view(family_id, audience_id));
CREATE POLICY insert_visible ON plan FOR INSERT TO alongside_app
    WITH CHECK (alongside_has_role(family_id, 'worker'));
CREATE POLICY update_visible ON plan FOR UPDATE TO alongside_app
    USING (alongside_has_role(family_id, 'worker') AND alongside_can_view(family_id, audience_id));

-- The number of the version that a family reads today. Everyone on the team may know it, also those
-- who see single items and not the head, such as a caregiver. The view runs with the rights of its
-- owner and shows this number only. The security barrier makes its WHERE run before any condition
-- of the caller.
CREATE VIEW plan_current_version WITH (security_barrier = true) AS
    SELECT p.family_id, p.version FROM plan p WHERE alongside_is_member(p.family_id);
GRANT SELECT ON plan_current_version TO alongside_app, alongside_system;

------------------------------------------------------------------------------------------------
-- Items
------------------------------------------------------------------------------------------------

CREATE TABLE plan_item (
    id uuid PRIMARY KEY,
    family_id uuid NOT NULL REFERENCES family (id),
    audience_id uuid NOT NULL REFERENCES audience (id),
    key text NOT NULL,
    kind text NOT NULL,
    position integer NOT NULL,
    text_id uuid NOT NULL REFERENCES text (id),
    -- The goal that a step belongs to.
    goal_id uuid REFERENCES plan_item (id),
    -- How everyone will know that it is reached; for a worry, what would make it safe.
    benchmark_text_id uuid REFERENCES text (id),
    -- Who is responsible for a step: a person, or the agency.
    owner_id uuid REFERENCES person (id),
    owed_by_agency boolean NOT NULL,
    due date,
    state text NOT NULL,
    -- Increases with every edit (optimistic locking).
    revision integer NOT NULL DEFAULT 1,
    -- True when the item has been removed from the working copy.
    removed boolean NOT NULL DEFAULT false,
    -- The reason for the last change.
    why_id uuid REFERENCES text (id),
    changed_at timestamptz,
    -- The court order that a step fulfills; an order is an item too.
    order_id uuid REFERENCES plan_item (id),
    -- The step that must be done before this one.
    prerequisite_id uuid REFERENCES plan_item (id),
    -- The child that a well-being item is about, and the area.
    child_id uuid REFERENCES child (id),
    area text,
    -- What a step takes each week: minutes and trips, and a fixed time in minutes after midnight on
    -- a weekday, 1 (Monday) to 7.
    minutes integer,
    trips integer,
    weekday integer,
    starts integer,
    ends integer,
    -- For a worry: what has been done so far. Its text says what worries the team.
    progress_text_id uuid REFERENCES text (id),
    UNIQUE (family_id, key)
);

-- Checked at the commit, because a text is inserted before its item.
ALTER TABLE text ADD FOREIGN KEY (item_id) REFERENCES plan_item (id) DEFERRABLE INITIALLY DEFERRED;

-- The actor sees this item of the working copy: its own audience and that of its goal include them.
CREATE FUNCTION alongside_can_view_item(item uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT 1 FROM plan_item i
        WHERE i.id = item AND alongside_can_view(i.family_id, i.audience_id)
        AND alongside_can_view_goal(i.family_id, i.audience_id, i.owner_id, i.goal_id));
END $$;

-- The actor may edit this item: their own words, or as a worker everything else.
CREATE FUNCTION alongside_can_edit_item(item uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT 1 FROM plan_item i
        WHERE i.id = item AND alongside_can_view(i.family_id, i.audience_id)
        AND CASE WHEN i.kind = 'own_words'
            THEN alongside_is_family_member(i.family_id) AND alongside_is_author(i.text_id)
            ELSE alongside_has_role(i.family_id, 'worker') END);
END $$;

REVOKE EXECUTE ON FUNCTION alongside_can_view_item, alongside_can_edit_item FROM PUBLIC;
GRANT EXECUTE ON FUNCTION alongside_can_view_item, alongside_can_edit_item
    TO alongside_app, alongside_system;

-- Which values the portal may change, depending on the kind of the item; the policies say which
-- rows. The person who is responsible for a step may change its state and nothing else.
CREATE FUNCTION alongside_check_plan_item() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF OLD.kind = 'own_words' THEN
        -- Own words are not a step, so nobody is responsible for them and they have no state.
        IF (NEW.owner_id, NEW.owed_by_agency, NEW.due, NEW.state)
            IS DISTINCT FROM (OLD.owner_id, OLD.owed_by_agency, OLD.due, OLD.state) THEN
            RAISE insufficient_privilege USING MESSAGE = 'own words are no step';
        END IF;
    ELSIF alongside_has_role(OLD.family_id, 'worker') THEN
        IF OLD.kind = 'family_goal'
            AND (NEW.text_id, NEW.audience_id) IS DISTINCT FROM (OLD.text_id, OLD.audience_id) THEN
            RAISE insufficient_privilege
                USING MESSAGE = 'the words of a family''s goal are the family''s';
        END IF;
    ELSIF OLD.owed_by_agency
        OR to_jsonb(NEW) - 'state' IS DISTINCT FROM to_jsonb(OLD) - 'state' THEN
        RAISE insufficient_privilege
            USING MESSAGE = 'whoever does a step says how it goes and nothing else';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER check_plan_item BEFORE UPDATE ON plan_item FOR EACH ROW
    WHEN (alongside_is_restricted()) EXECUTE FUNCTION alongside_check_plan_item();

ALTER TABLE plan_item ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON plan_item TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON plan_item TO alongside_system;
GRANT SELECT, INSERT, UPDATE (text_id, goal_id, order_id, prerequisite_id, benchmark_text_id,
    progress_text_id, owner_id, owed_by_agency, due, minutes, trips, weekday, starts, ends, state,
    revision, removed, why_id, changed_at, audience_id) ON plan_item TO alongside_app;
CREATE POLICY select_visible ON plan_item FOR SELECT TO alongside_app
    USING (alongside_can_view(family_id, audience_id));
CREATE POLICY part_of_goal ON plan_item AS RESTRICTIVE FOR SELECT TO alongside_app
    USING (goal_id IS NULL OR alongside_can_view_goal(family_id, audience_id, owner_id, goal_id));
-- Own words are written only by the family, and changed only by their author; everything else by a
-- worker. The person who is responsible for a step may update it, within the limits of the trigger
-- above.
CREATE POLICY insert_visible ON plan_item FOR INSERT TO alongside_app
    WITH CHECK (alongside_can_view(family_id, audience_id)
    AND CASE WHEN kind = 'own_words'
        THEN alongside_is_family_member(family_id) AND alongside_is_author(text_id)
        ELSE alongside_has_role(family_id, 'worker') END);
CREATE POLICY update_visible ON plan_item FOR UPDATE TO alongside_app
    USING (alongside_can_view(family_id, audience_id)
    AND CASE WHEN kind = 'own_words'
        THEN alongside_is_family_member(family_id) AND alongside_is_author(text_id)
        ELSE alongside_has_role(family_id, 'worker')
            OR (kind = 'step' AND owner_id = alongside_person()) END);

-- Every wording that an item has had in the portal, for those who may edit it: when two people edit
-- at the same time, no text is lost.
CREATE TABLE plan_item_revision (
    id uuid PRIMARY KEY,
    family_id uuid NOT NULL REFERENCES family (id),
    item_id uuid NOT NULL REFERENCES plan_item (id),
    revision integer NOT NULL,
    text_id uuid NOT NULL REFERENCES text (id),
    benchmark_text_id uuid REFERENCES text (id),
    owner_id uuid REFERENCES person (id),
    owed_by_agency boolean NOT NULL,
    due date,
    removed boolean NOT NULL,
    why_id uuid REFERENCES text (id),
    -- Who made the edit.
    created_by_id uuid NOT NULL REFERENCES person (id),
    created_at timestamptz NOT NULL,
    order_id uuid REFERENCES plan_item (id),
    goal_id uuid REFERENCES plan_item (id),
    prerequisite_id uuid REFERENCES plan_item (id),
    child_id uuid REFERENCES child (id),
    area text,
    minutes integer,
    trips integer,
    weekday integer,
    starts integer,
    ends integer,
    progress_text_id uuid REFERENCES text (id),
    UNIQUE (item_id, revision)
);

ALTER TABLE plan_item_revision ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON plan_item_revision TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON plan_item_revision TO alongside_system;
GRANT SELECT, INSERT ON plan_item_revision TO alongside_app;
CREATE POLICY select_visible ON plan_item_revision FOR SELECT TO alongside_app
    USING (alongside_can_view_item(item_id)
    AND (alongside_has_role(family_id, 'worker') OR created_by_id = alongside_person()));
CREATE POLICY insert_visible ON plan_item_revision FOR INSERT TO alongside_app
    WITH CHECK (created_by_id = alongside_person() AND alongside_is_now(created_at)
    AND alongside_can_edit_item(item_id));

------------------------------------------------------------------------------------------------
-- Versions
------------------------------------------------------------------------------------------------

-- A published version. Never changed.
CREATE TABLE plan_version (
    family_id uuid NOT NULL REFERENCES family (id),
    version integer NOT NULL,
    audience_id uuid NOT NULL REFERENCES audience (id),
    since date NOT NULL,
    permanency text,
    permanency_since date,
    permanency_why uuid REFERENCES text (id),
    concurrent text,
    concurrent_since date,
    concurrent_why uuid REFERENCES text (id),
    -- Why the version was made, and who published it.
    why_id uuid REFERENCES text (id),
    created_by_id uuid REFERENCES person (id),
    permanency_by text,
    concurrent_by text,
    PRIMARY KEY (family_id, version)
);

ALTER TABLE plan_version ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON plan_version TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON plan_version TO alongside_system;
GRANT SELECT, INSERT ON plan_version TO alongside_app;
CREATE POLICY select_visible ON plan_version FOR SELECT TO alongside_app
    USING (alongside_can_view(family_id, audience_id));
CREATE POLICY insert_visible ON plan_version FOR INSERT TO alongside_app
    WITH CHECK (created_by_id = alongside_person() AND alongside_has_role(family_id, 'worker')
    AND version = (SELECT p.version FROM plan p WHERE p.family_id = plan_version.family_id));

-- An item as it is in a published version.
CREATE TABLE plan_version_item (
    family_id uuid NOT NULL REFERENCES family (id),
    version integer NOT NULL,
    item_id uuid NOT NULL REFERENCES plan_item (id),
    audience_id uuid NOT NULL REFERENCES audience (id),
    kind text NOT NULL,
    position integer NOT NULL,
    text_id uuid NOT NULL REFERENCES text (id),
    goal_id uuid REFERENCES plan_item (id),
    benchmark_text_id uuid REFERENCES text (id),
    owner_id uuid REFERENCES person (id),
    owed_by_agency boolean NOT NULL,
    due date,
    why_id uuid REFERENCES text (id),
    order_id uuid REFERENCES plan_item (id),
    prerequisite_id uuid REFERENCES plan_item (id),
    child_id uuid REFERENCES child (id),
    area text,
    minutes integer,
    trips integer,
    weekday integer,
    starts integer,
    ends integer,
    progress_text_id uuid REFERENCES text (id),
    PRIMARY KEY (family_id, version, item_id)
);

-- As `alongside_can_view_goal`, and also with the audience that the goal had in the version that
-- contains the step: narrowing the audience of a goal applies to earlier versions, widening does
-- not.
CREATE FUNCTION alongside_can_view_goal_in_version(
    family uuid, version_number integer, audience uuid, step_owner uuid, goal uuid
) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN goal IS NULL OR (alongside_can_view_goal(family, audience, step_owner, goal)
        AND NOT EXISTS (SELECT 1 FROM plan_version_item w
            WHERE w.family_id = family AND w.version = version_number AND w.item_id = goal
            AND w.audience_id <> audience AND NOT alongside_can_view(w.family_id, w.audience_id)
            AND NOT coalesce(alongside_owns_step(family, step_owner), false)));
END $$;

-- Copies the working copy into the version that the head names. It runs with the owner's rights,
-- because a version contains every item, including those that the worker who publishes may not
-- read, such as a goal that a parent shares with no worker.
CREATE FUNCTION alongside_snapshot_plan(family uuid) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    INSERT INTO plan_version_item (family_id, version, item_id, audience_id, kind, position,
            text_id, goal_id, order_id, prerequisite_id, child_id, area, benchmark_text_id,
            progress_text_id, owner_id, owed_by_agency, due, minutes, trips, weekday, starts, ends,
            why_id)
        SELECT i.family_id, p.version, i.id, i.audience_id, i.kind, i.position, i.text_id,
            i.goal_id, i.order_id, i.prerequisite_id, i.child_id, i.area, i.benchmark_text_id,
            i.progress_text_id, i.owner_id, i.owed_by_agency, i.due, i.minutes, i.trips, i.weekday,
            i.starts, i.ends, i.why_id
        FROM plan_item i JOIN plan p ON p.family_id = i.family_id
        WHERE i.family_id = family AND NOT i.removed AND alongside_has_role(family, 'worker')
$$;

REVOKE EXECUTE ON FUNCTION alongside_can_view_goal_in_version, alongside_snapshot_plan FROM PUBLIC;
GRANT EXECUTE ON FUNCTION alongside_can_view_goal_in_version, alongside_snapshot_plan
    TO alongside_app, alongside_system;

ALTER TABLE plan_version_item ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON plan_version_item TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON plan_version_item TO alongside_system;
GRANT SELECT ON plan_version_item TO alongside_app;
-- An item of an old version is limited to its audience then and its audience now.
CREATE POLICY select_visible ON plan_version_item FOR SELECT TO alongside_app
    USING (alongside_can_view(family_id, audience_id) AND alongside_can_view_item(item_id));
CREATE POLICY part_of_goal ON plan_version_item AS RESTRICTIVE FOR SELECT TO alongside_app
    USING (goal_id IS NULL
    OR alongside_can_view_goal_in_version(family_id, version, audience_id, owner_id, goal_id));

------------------------------------------------------------------------------------------------
-- Replies
------------------------------------------------------------------------------------------------

-- A reply to the plan, to a section or to an item, and the answer of the team.
CREATE TABLE plan_reply (
    id uuid PRIMARY KEY,
    family_id uuid NOT NULL REFERENCES family (id),
    audience_id uuid NOT NULL REFERENCES audience (id),
    author_id uuid NOT NULL REFERENCES person (id),
    -- The same form sent twice is stored once.
    form_id uuid NOT NULL,
    kind text NOT NULL,
    section text,
    item_id uuid REFERENCES plan_item (id),
    text_id uuid REFERENCES text (id),
    created_at timestamptz NOT NULL,
    -- The date by which the team owes an answer, and the answer.
    answer_due date,
    outcome text,
    answer_id uuid REFERENCES text (id),
    answered_by uuid REFERENCES person (id),
    answered_at timestamptz,
    UNIQUE (author_id, form_id)
);
CREATE INDEX plan_reply_family ON plan_reply (family_id, id);

ALTER TABLE plan_reply ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON plan_reply TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON plan_reply TO alongside_system;
GRANT SELECT, INSERT, UPDATE (outcome, answer_id, answered_by, answered_at)
    ON plan_reply TO alongside_app;
CREATE POLICY select_visible ON plan_reply FOR SELECT TO alongside_app
    USING (alongside_can_view(family_id, audience_id));
CREATE POLICY part_of_item ON plan_reply AS RESTRICTIVE FOR SELECT TO alongside_app
    USING (item_id IS NULL OR alongside_can_view_item_of(audience_id, item_id));
-- The family may send every kind of reply, others the kinds that `model::policy::may_reply` lists.
CREATE POLICY insert_visible ON plan_reply FOR INSERT TO alongside_app
    WITH CHECK (author_id = alongside_person() AND alongside_is_now(created_at)
    AND outcome IS NULL AND answer_id IS NULL AND answered_by IS NULL AND answered_at IS NULL
    AND alongside_can_view(family_id, audience_id)
    AND (text_id IS NULL OR alongside_is_author(text_id))
    AND (item_id IS NULL OR alongside_can_view_item(item_id))
    AND (alongside_is_family_member(family_id)
        OR (kind = 'comment' AND alongside_has_any_role(family_id,
            '{worker,caregiver,mentor,supervisor,tribal_representative}'))
        OR (kind IN ('done', 'not_yet', 'need_help', 'cannot') AND alongside_has_any_role(family_id,
            '{worker,caregiver,mentor,tribal_representative}'))));
-- An answer is given once.
CREATE POLICY update_answer ON plan_reply FOR UPDATE TO alongside_app
    USING (outcome IS NULL AND alongside_has_role(family_id, 'worker')
        AND alongside_can_view(family_id, audience_id))
    WITH CHECK (answered_by = alongside_person() AND alongside_is_now(answered_at)
        AND (answer_id IS NULL OR alongside_is_author(answer_id)));

-- A worker's record that the family was consulted about a section.
CREATE TABLE plan_consultation (
    id uuid PRIMARY KEY,
    family_id uuid NOT NULL REFERENCES family (id),
    section text NOT NULL,
    created_by_id uuid NOT NULL REFERENCES person (id),
    created_at timestamptz NOT NULL
);
CREATE INDEX plan_consultation_family ON plan_consultation (family_id, section);

ALTER TABLE plan_consultation ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON plan_consultation TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON plan_consultation TO alongside_system;
GRANT SELECT, INSERT ON plan_consultation TO alongside_app;
-- The family can read and contradict it; the worker and the supervisor are accountable for it.
CREATE POLICY select_visible ON plan_consultation FOR SELECT TO alongside_app
    USING (alongside_has_any_role(family_id,
        '{parent,guardian,indian_custodian,youth,worker,supervisor}'));
CREATE POLICY insert_visible ON plan_consultation FOR INSERT TO alongside_app
    WITH CHECK (created_by_id = alongside_person() AND alongside_is_now(created_at)
    AND alongside_has_role(family_id, 'worker'));

------------------------------------------------------------------------------------------------
-- Reviews and ratings
------------------------------------------------------------------------------------------------

-- The rating scale of a team: 1 to `top`, with texts for both ends.
CREATE TABLE plan_scale (
    family_id uuid PRIMARY KEY REFERENCES family (id),
    top integer NOT NULL,
    low_id uuid REFERENCES text (id),
    high_id uuid REFERENCES text (id)
);

ALTER TABLE plan_scale ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON plan_scale TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON plan_scale TO alongside_system;
GRANT SELECT, INSERT, UPDATE (top, low_id, high_id) ON plan_scale TO alongside_app;
CREATE POLICY select_visible ON plan_scale FOR SELECT TO alongside_app
    USING (alongside_can_open_record(family_id));
CREATE POLICY insert_visible ON plan_scale FOR INSERT TO alongside_app
    WITH CHECK (alongside_has_role(family_id, 'worker'));
CREATE POLICY update_visible ON plan_scale FOR UPDATE TO alongside_app
    USING (alongside_has_role(family_id, 'worker'));

-- A meeting at which the team reviewed the progress.
CREATE TABLE plan_review (
    id uuid PRIMARY KEY,
    family_id uuid NOT NULL REFERENCES family (id),
    audience_id uuid NOT NULL REFERENCES audience (id),
    key text NOT NULL,
    held date NOT NULL,
    text_id uuid REFERENCES text (id),
    created_by_id uuid REFERENCES person (id),
    UNIQUE (family_id, key)
);

ALTER TABLE plan_review ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON plan_review TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON plan_review TO alongside_system;
GRANT SELECT, INSERT ON plan_review TO alongside_app;
CREATE POLICY select_visible ON plan_review FOR SELECT TO alongside_app
    USING (alongside_can_view(family_id, audience_id));
CREATE POLICY insert_visible ON plan_review FOR INSERT TO alongside_app
    WITH CHECK (alongside_has_role(family_id, 'worker') AND created_by_id = alongside_person());

-- The rating of one person at a review. `voice` is the group for which they rate.
CREATE TABLE plan_rating (
    review_id uuid NOT NULL REFERENCES plan_review (id),
    person_id uuid NOT NULL REFERENCES person (id),
    family_id uuid NOT NULL REFERENCES family (id),
    audience_id uuid NOT NULL REFERENCES audience (id),
    voice text NOT NULL,
    value integer NOT NULL,
    text_id uuid REFERENCES text (id),
    created_at timestamptz NOT NULL,
    PRIMARY KEY (review_id, person_id)
);
CREATE INDEX plan_rating_family ON plan_rating (family_id);

ALTER TABLE plan_rating ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON plan_rating TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON plan_rating TO alongside_system;
GRANT SELECT, INSERT, UPDATE (value, text_id, audience_id, created_at)
    ON plan_rating TO alongside_app;
CREATE POLICY select_visible ON plan_rating FOR SELECT TO alongside_app
    USING (alongside_can_view(family_id, audience_id));
CREATE POLICY part_of_review ON plan_rating AS RESTRICTIVE FOR SELECT TO alongside_app
    USING (EXISTS (SELECT 1 FROM plan_review v WHERE v.id = review_id));
CREATE POLICY insert_visible ON plan_rating FOR INSERT TO alongside_app
    WITH CHECK (person_id = alongside_person() AND alongside_is_now(created_at)
    AND alongside_can_view(family_id, audience_id) AND alongside_has_any_role(family_id,
        CASE voice WHEN 'parent' THEN '{parent,guardian,indian_custodian}'::text[]
            WHEN 'youth' THEN '{youth}' WHEN 'team' THEN '{worker}' END));
CREATE POLICY update_visible ON plan_rating FOR UPDATE TO alongside_app
    USING (person_id = alongside_person())
    WITH CHECK (person_id = alongside_person() AND alongside_is_now(created_at)
        AND alongside_can_view(family_id, audience_id));

------------------------------------------------------------------------------------------------
-- The week of a family member
------------------------------------------------------------------------------------------------

-- What a family member says they can manage in a week.
CREATE TABLE plan_capacity (
    family_id uuid NOT NULL REFERENCES family (id),
    person_id uuid NOT NULL REFERENCES person (id),
    minutes integer,
    trips integer,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (family_id, person_id)
);

-- When a family member is unavailable: at most one period for each weekday, 1 (Monday) to 7, in
-- minutes after midnight.
CREATE TABLE plan_unavailability (
    family_id uuid NOT NULL REFERENCES family (id),
    person_id uuid NOT NULL REFERENCES person (id),
    weekday integer NOT NULL,
    starts integer NOT NULL,
    ends integer NOT NULL,
    PRIMARY KEY (family_id, person_id, weekday)
);

-- Both are seen by the person, the worker and the supervisor, never by the other parent.
ALTER TABLE plan_capacity ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON plan_capacity TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON plan_capacity TO alongside_system;
GRANT SELECT, INSERT, UPDATE (minutes, trips, created_at) ON plan_capacity TO alongside_app;
CREATE POLICY select_visible ON plan_capacity FOR SELECT TO alongside_app
    USING (alongside_is_member(family_id)
    AND (person_id = alongside_person()
        OR alongside_has_role(family_id, 'worker') OR alongside_has_role(family_id, 'supervisor')));
CREATE POLICY insert_visible ON plan_capacity FOR INSERT TO alongside_app
    WITH CHECK (person_id = alongside_person() AND alongside_is_family_member(family_id));
CREATE POLICY update_visible ON plan_capacity FOR UPDATE TO alongside_app
    USING (person_id = alongside_person())
    WITH CHECK (person_id = alongside_person() AND alongside_is_family_member(family_id));

ALTER TABLE plan_unavailability ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON plan_unavailability TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON plan_unavailability TO alongside_system;
GRANT SELECT, INSERT, DELETE ON plan_unavailability TO alongside_app;
CREATE POLICY select_visible ON plan_unavailability FOR SELECT TO alongside_app
    USING (alongside_is_member(family_id)
    AND (person_id = alongside_person()
        OR alongside_has_role(family_id, 'worker') OR alongside_has_role(family_id, 'supervisor')));
CREATE POLICY insert_visible ON plan_unavailability FOR INSERT TO alongside_app
    WITH CHECK (person_id = alongside_person() AND alongside_is_family_member(family_id));
CREATE POLICY delete_own ON plan_unavailability FOR DELETE TO alongside_app
    USING (person_id = alongside_person() AND alongside_is_family_member(family_id));
