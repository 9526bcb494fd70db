-- Words know the line of the plan they belong to, as its own words or as a reply to it: nobody reads them who does not see that
-- line, whatever audience they were written for. Checked when a transaction is kept, because words are written before their line.
ALTER TABLE text ADD COLUMN item_id uuid REFERENCES plan_item (id) DEFERRABLE INITIALLY DEFERRED;

-- A part is never seen by more people than its whole. `server/store/src/visibility.rs` says the same for the first layer; the
-- policies here only take away from what the others allow, so that no later policy can widen a part again.
-- Whoever does a step and is shown the plan only when named, such as a youth or a caregiver, reads the step without its goal.
CREATE FUNCTION alongside_does_step(family uuid, doer uuid) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN doer = alongside_person() AND NOT EXISTS (SELECT 1 FROM membership m WHERE m.family_id = family AND m.person_id = alongside_person()
        AND m.role IN ('parent', 'guardian', 'indian_custodian', 'worker', 'supervisor')
        AND m.since <= alongside_today() AND (m.until IS NULL OR m.until > alongside_today()));
END $$;

-- Asked of a step whose own audience lets the actor in: does its goal? Of somebody's own step: does its goal not shut them out?
CREATE FUNCTION alongside_sees_goal(family uuid, audience uuid, doer uuid, goal uuid) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN goal IS NULL OR EXISTS (SELECT 1 FROM plan_item g WHERE g.id = goal AND (g.audience_id = audience OR alongside_sees(g.family_id, g.audience_id)
        OR (alongside_does_step(family, doer) AND NOT EXISTS (SELECT 1 FROM audience_entry n
            WHERE n.audience_id = g.audience_id AND n.person_id = alongside_person() AND n.never))));
END $$;

-- The same for the goal as it was in the version that holds the step: what was narrow then stays narrow there.
CREATE FUNCTION alongside_sees_goal_then(family uuid, number integer, audience uuid, doer uuid, goal uuid) RETURNS boolean LANGUAGE plpgsql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN goal IS NULL OR (alongside_sees_goal(family, audience, doer, goal)
        AND NOT EXISTS (SELECT 1 FROM plan_line w WHERE w.family_id = family AND w.version = number AND w.item_id = goal AND w.audience_id <> audience
            AND NOT alongside_sees(w.family_id, w.audience_id) AND NOT coalesce(alongside_does_step(family, doer), false)));
END $$;

-- A line of the working copy, as its own audience and its goal's have it.
CREATE OR REPLACE FUNCTION alongside_sees_item(item uuid) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT 1 FROM plan_item i WHERE i.id = item AND alongside_sees(i.family_id, i.audience_id)
        AND alongside_sees_goal(i.family_id, i.audience_id, i.owner_id, i.goal_id));
END $$;

-- Asked of words or a reply whose own audience lets the actor in: does the line they belong to? Mostly that has the same audience.
CREATE FUNCTION alongside_sees_item_of(audience uuid, item uuid) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN item IS NULL OR EXISTS (SELECT 1 FROM plan_item i WHERE i.id = item AND (i.audience_id = audience OR alongside_sees(i.family_id, i.audience_id))
        AND (i.goal_id IS NULL OR alongside_sees_goal(i.family_id, i.audience_id, i.owner_id, i.goal_id)));
END $$;

CREATE POLICY part_of_goal ON plan_item AS RESTRICTIVE FOR SELECT TO alongside_app
    USING (goal_id IS NULL OR alongside_sees_goal(family_id, audience_id, owner_id, goal_id));
CREATE POLICY part_of_goal ON plan_line AS RESTRICTIVE FOR SELECT TO alongside_app
    USING (goal_id IS NULL OR alongside_sees_goal_then(family_id, version, audience_id, owner_id, goal_id));
CREATE POLICY part_of_item ON text AS RESTRICTIVE FOR SELECT TO alongside_app
    USING (item_id IS NULL OR alongside_sees_item_of(audience_id, item_id));
CREATE POLICY part_of_item ON plan_reply AS RESTRICTIVE FOR SELECT TO alongside_app
    USING (item_id IS NULL OR alongside_sees_item_of(audience_id, item_id));
CREATE POLICY part_of_review ON plan_rating AS RESTRICTIVE FOR SELECT TO alongside_app
    USING (EXISTS (SELECT 1 FROM plan_review v WHERE v.id = review_id));
GRANT INSERT (item_id) ON text TO alongside_app;

REVOKE EXECUTE ON FUNCTION alongside_does_step, alongside_sees_goal, alongside_sees_goal_then, alongside_sees_item_of FROM PUBLIC;
GRANT EXECUTE ON FUNCTION alongside_does_step, alongside_sees_goal, alongside_sees_goal_then, alongside_sees_item_of TO alongside_app, alongside_system;

-- Words proposed for the plan and accepted are still their author's, and belong to no line.
UPDATE text SET item_id = r.item_id FROM plan_reply r WHERE r.item_id IS NOT NULL AND text.id = r.text_id;
UPDATE text SET item_id = r.item_id FROM plan_reply r WHERE r.item_id IS NOT NULL AND text.id = r.answer_id;
UPDATE text SET item_id = i.id FROM plan_item i WHERE text.id = i.text_id AND text.item_id IS NULL AND NOT EXISTS (SELECT 1 FROM plan_reply p WHERE p.text_id = text.id AND p.item_id IS NULL);
UPDATE text SET item_id = i.id FROM plan_item i WHERE text.id = i.benchmark_id AND text.item_id IS NULL;
UPDATE text SET item_id = i.id FROM plan_item i WHERE text.id = i.so_far_id AND text.item_id IS NULL;
UPDATE text SET item_id = i.id FROM plan_item i WHERE text.id = i.why_id AND text.item_id IS NULL;
UPDATE text SET item_id = l.item_id FROM plan_line l WHERE text.id = l.text_id AND text.item_id IS NULL AND NOT EXISTS (SELECT 1 FROM plan_reply p WHERE p.text_id = text.id AND p.item_id IS NULL);
UPDATE text SET item_id = l.item_id FROM plan_line l WHERE text.id = l.benchmark_id AND text.item_id IS NULL;
UPDATE text SET item_id = l.item_id FROM plan_line l WHERE text.id = l.so_far_id AND text.item_id IS NULL;
UPDATE text SET item_id = l.item_id FROM plan_line l WHERE text.id = l.why_id AND text.item_id IS NULL;
UPDATE text SET item_id = e.item_id FROM plan_edit e WHERE text.id = e.text_id AND text.item_id IS NULL AND NOT EXISTS (SELECT 1 FROM plan_reply p WHERE p.text_id = text.id AND p.item_id IS NULL);
UPDATE text SET item_id = e.item_id FROM plan_edit e WHERE text.id = e.benchmark_id AND text.item_id IS NULL;
UPDATE text SET item_id = e.item_id FROM plan_edit e WHERE text.id = e.so_far_id AND text.item_id IS NULL;
UPDATE text SET item_id = e.item_id FROM plan_edit e WHERE text.id = e.why_id AND text.item_id IS NULL;
