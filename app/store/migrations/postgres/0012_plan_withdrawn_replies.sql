-- A reply can be withdrawn by its author while it has no answer. The row is kept for its author.

ALTER TABLE plan_reply ADD COLUMN withdrawn_at timestamptz,
    -- For a report on a step: the state of the step before it, which a withdrawal restores.
    ADD COLUMN previous_state text;
GRANT UPDATE (withdrawn_at) ON plan_reply TO alongside_app;

-- Also the author's update needs this policy for the new row, so it must show them what they withdrew.
DROP POLICY select_visible ON plan_reply;
CREATE POLICY select_visible ON plan_reply FOR SELECT TO alongside_app
    USING (alongside_can_view(family_id, audience_id)
    AND (withdrawn_at IS NULL OR author_id = alongside_person()));
-- A new reply is not withdrawn. The kinds are unchanged.
DROP POLICY insert_visible ON plan_reply;
CREATE POLICY insert_visible ON plan_reply FOR INSERT TO alongside_app
    WITH CHECK (author_id = alongside_person() AND alongside_is_now(created_at)
    AND outcome IS NULL AND answer_id IS NULL AND answered_by IS NULL AND answered_at IS NULL
    AND withdrawn_at IS NULL
    AND alongside_can_view(family_id, audience_id)
    AND (text_id IS NULL OR alongside_is_author(text_id))
    AND (item_id IS NULL OR alongside_can_view_item(item_id))
    AND (alongside_is_family_member(family_id)
        OR (kind = 'comment' AND alongside_has_any_role(family_id,
            '{worker,caregiver,mentor,supervisor,tribal_representative}'))
        OR (kind IN ('done', 'not_yet', 'need_help', 'cannot') AND alongside_has_any_role(family_id,
            '{worker,caregiver,mentor,tribal_representative}'))));
-- An answer is given once, and not to what was withdrawn. The role is in both conditions: a row that
-- passes `USING` of one of the two policies is accepted by `WITH CHECK` of either.
DROP POLICY update_answer ON plan_reply;
CREATE POLICY update_answer ON plan_reply FOR UPDATE TO alongside_app
    USING (outcome IS NULL AND withdrawn_at IS NULL AND alongside_has_role(family_id, 'worker')
        AND alongside_can_view(family_id, audience_id))
    WITH CHECK (alongside_has_role(family_id, 'worker') AND withdrawn_at IS NULL
        AND answered_by = alongside_person() AND alongside_is_now(answered_at)
        AND (answer_id IS NULL OR alongside_is_author(answer_id)));
CREATE POLICY update_withdrawal ON plan_reply FOR UPDATE TO alongside_app
    USING (author_id = alongside_person() AND outcome IS NULL AND withdrawn_at IS NULL
        AND alongside_can_view(family_id, audience_id))
    WITH CHECK (author_id = alongside_person() AND alongside_is_now(withdrawn_at)
        AND outcome IS NULL AND answer_id IS NULL AND answered_by IS NULL AND answered_at IS NULL);

-- As in `0011_interpretation_plan_texts.sql`, without the words of withdrawn replies.
CREATE OR REPLACE FUNCTION alongside_translation_is_wanted(authored_text uuid, into_language text)
RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT 1 FROM translation_request q JOIN text t ON t.id = q.text_id
        WHERE q.text_id = authored_text AND q.language = into_language
        AND alongside_person_reads_text(q.person_id, q.text_id)
        -- The words of a reply that its author withdrew are read by nobody else.
        AND NOT EXISTS (SELECT 1 FROM plan_reply gone WHERE gone.family_id = t.family_id
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
