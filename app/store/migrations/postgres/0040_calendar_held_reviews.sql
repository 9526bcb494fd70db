-- Reviews and hearings that a worker notes as held, so that the statutory clocks move without an
-- import. Also: whether a handover was passed on to what named the person who left, and the words of
-- withdrawn entries about a tribe.

------------------------------------------------------------------------------------------------
-- Dates of a case that a worker notes
------------------------------------------------------------------------------------------------

-- Who noted the date in the portal, and when; null for an imported one, which the next import
-- replaces.
ALTER TABLE case_date ADD COLUMN created_by_id uuid REFERENCES person (id),
    ADD COLUMN created_at timestamptz,
    -- For a correction: the date that it replaces, which is withdrawn.
    ADD COLUMN replaces_id uuid REFERENCES case_date (id),
    -- A withdrawn date counts for no clock, and is shown as withdrawn.
    ADD COLUMN withdrawn_at timestamptz,
    ADD COLUMN withdrawn_by_id uuid REFERENCES person (id);
GRANT INSERT, UPDATE (withdrawn_at, withdrawn_by_id) ON case_date TO alongside_app;

-- The child, or all children of the family, was removed from home, and the dates of this case have
-- this audience. A function, because a policy of `case_date` cannot read `case_date`.
CREATE FUNCTION alongside_is_case(family uuid, audience uuid, child uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT 1 FROM case_date d
        WHERE d.family_id = alongside_is_case.family AND d.audience_id = alongside_is_case.audience
        AND d.child_id IS NOT DISTINCT FROM alongside_is_case.child AND d.kind = 'removal'
        AND alongside_can_view(d.family_id, d.audience_id));
END $$;
REVOKE EXECUTE ON FUNCTION alongside_is_case FROM PUBLIC;
GRANT EXECUTE ON FUNCTION alongside_is_case TO alongside_app;

-- Only what was held, on a day that has come, and for the readers of the case.
CREATE POLICY insert_held ON case_date FOR INSERT TO alongside_app
    WITH CHECK (created_by_id = alongside_person() AND alongside_is_now(created_at)
    AND withdrawn_at IS NULL AND withdrawn_by_id IS NULL
    AND kind IN ('review_held', 'hearing_held') AND day <= alongside_today()
    AND alongside_has_role(family_id, 'worker')
    AND alongside_is_case(family_id, audience_id, child_id));
-- Any worker of the family takes back what a worker noted, or puts it back, and nothing that was
-- imported.
CREATE POLICY update_withdrawn ON case_date FOR UPDATE TO alongside_app
    USING (created_by_id IS NOT NULL AND alongside_has_role(family_id, 'worker')
        AND alongside_can_view(family_id, audience_id))
    WITH CHECK (created_by_id IS NOT NULL AND alongside_has_role(family_id, 'worker')
        AND ((withdrawn_at IS NULL AND withdrawn_by_id IS NULL)
            OR (withdrawn_by_id = alongside_person() AND alongside_is_now(withdrawn_at))));

------------------------------------------------------------------------------------------------
-- Handovers
------------------------------------------------------------------------------------------------

-- For a handover: when the items that named the person who left were passed on; null until the first
-- day of the person who takes over. Written by a task of the system.
ALTER TABLE membership_change ADD COLUMN passed_on_at timestamptz;

------------------------------------------------------------------------------------------------
-- Words of withdrawn entries about a tribe
------------------------------------------------------------------------------------------------

-- Withdrawing narrows the audience of the entry's text to those who can put the entry back, as for a
-- withdrawn reply; putting it back widens the audience again.
CREATE POLICY update_withdrawn_entry ON text FOR UPDATE TO alongside_app
    USING (EXISTS (SELECT 1 FROM tribe_entry r WHERE r.family_id = text.family_id
        AND r.text_id = text.id AND CASE r.kind
            WHEN 'active_effort' THEN alongside_has_role(r.family_id, 'worker')
            ELSE r.author_id = alongside_person()
                AND alongside_has_role(r.family_id, 'tribal_representative') END))
    WITH CHECK (alongside_can_view(family_id, audience_id)
    AND EXISTS (SELECT 1 FROM tribe_entry r WHERE r.family_id = text.family_id
        AND r.text_id = text.id AND CASE r.kind
            WHEN 'active_effort' THEN alongside_has_role(r.family_id, 'worker')
            ELSE r.author_id = alongside_person()
                AND alongside_has_role(r.family_id, 'tribal_representative') END));

-- As in `0012_plan_withdrawn_replies.sql`, also without the words of withdrawn entries about a tribe.
CREATE OR REPLACE FUNCTION alongside_translation_is_wanted(authored_text uuid, into_language text)
RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT 1 FROM translation_request q JOIN text t ON t.id = q.text_id
        WHERE q.text_id = authored_text AND q.language = into_language
        AND alongside_person_reads_text(q.person_id, q.text_id)
        -- The words of a reply that its author withdrew are read by no other person.
        AND NOT EXISTS (SELECT 1 FROM plan_reply gone WHERE gone.family_id = t.family_id
            AND gone.text_id = t.id AND gone.withdrawn_at IS NOT NULL)
        AND NOT EXISTS (SELECT 1 FROM tribe_entry gone WHERE gone.family_id = t.family_id
            AND gone.text_id = t.id AND gone.withdrawn_at IS NOT NULL)
        AND (t.item_id IS NULL OR EXISTS (SELECT 1 FROM plan_item i
            LEFT JOIN plan p ON p.family_id = i.family_id
            LEFT JOIN plan_version_item l ON l.family_id = p.family_id AND l.version = p.version
                AND l.item_id = i.id AND l.kind <> 'own_words'
            WHERE i.id = t.item_id AND (NOT i.removed OR l.item_id IS NOT NULL)
            AND (t.id IN (i.text_id, i.benchmark_text_id, i.progress_text_id, i.why_id,
                    l.text_id, l.benchmark_text_id, l.progress_text_id, l.why_id)
                OR EXISTS (SELECT 1 FROM plan_reply r
                    WHERE r.family_id = t.family_id AND t.id IN (r.text_id, r.answer_id))))))
        AND NOT EXISTS (SELECT 1 FROM translation d
            WHERE d.text_id = authored_text AND d.language = into_language);
END $$;
