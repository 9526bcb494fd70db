-- A request for a translation stays open when the text gets new words: it is then a request for
-- these, of the same day and with the same promise.

-- Adds the requests for the new words of this family's texts: of the items whose words the newest
-- version replaces, and of own words, which are read from the working copy. Does nothing when the
-- actor is neither the family's worker nor a family member. A function, because a person may only
-- add requests of their own. `store::translations` does the same for SQLite.
CREATE FUNCTION alongside_keep_translation_requests(family uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF NOT alongside_has_any_role(family, '{worker,parent,guardian,indian_custodian,youth}') THEN
        RETURN;
    END IF;
    WITH replaced AS (
        SELECT pair.old_text, pair.new_text
            FROM plan p
            JOIN plan_version_item n ON n.family_id = p.family_id AND n.version = p.version
            JOIN plan_version_item o ON o.family_id = n.family_id AND o.item_id = n.item_id
                AND o.version = p.version - 1
            CROSS JOIN LATERAL (VALUES (o.text_id, n.text_id),
                (o.benchmark_text_id, n.benchmark_text_id),
                (o.progress_text_id, n.progress_text_id)) AS pair (old_text, new_text)
            WHERE p.family_id = family AND n.kind <> 'own_words'
        UNION
        -- The newest of the earlier words. Replies and reasons are texts of the item too.
        SELECT (SELECT t.id FROM text t
                WHERE t.item_id = i.id AND t.id <> i.text_id
                AND NOT EXISTS (SELECT 1 FROM plan_reply r
                    WHERE r.family_id = i.family_id AND t.id IN (r.text_id, r.answer_id))
                AND NOT EXISTS (SELECT 1 FROM plan_item_revision e
                    WHERE e.item_id = i.id AND t.id = e.why_id)
                ORDER BY t.id DESC LIMIT 1), i.text_id
            FROM plan_item i
            WHERE i.family_id = family AND i.kind = 'own_words' AND NOT i.removed
    )
    INSERT INTO translation_request (text_id, language, person_id, created_at, asked_on, answer_due)
        SELECT c.new_text, q.language, q.person_id, q.created_at, q.asked_on, q.answer_due
        FROM replaced c
        JOIN translation_request q ON q.text_id = c.old_text
        JOIN text n ON n.id = c.new_text
        WHERE c.old_text <> c.new_text AND n.language <> q.language
        AND NOT EXISTS (SELECT 1 FROM translation d
            WHERE d.text_id = c.old_text AND d.language = q.language)
        ON CONFLICT DO NOTHING;
    INSERT INTO text_interpretation (id, text_id, language)
        SELECT gen_random_uuid(), w.text_id, w.language
        FROM (SELECT DISTINCT q.text_id, q.language
            FROM translation_request q JOIN text t ON t.id = q.text_id
            WHERE t.family_id = family AND NOT EXISTS (SELECT 1 FROM text_interpretation known
                WHERE known.text_id = q.text_id AND known.language = q.language)) w
        ON CONFLICT DO NOTHING;
END $$;
REVOKE EXECUTE ON FUNCTION alongside_keep_translation_requests FROM PUBLIC;
GRANT EXECUTE ON FUNCTION alongside_keep_translation_requests TO alongside_app;
