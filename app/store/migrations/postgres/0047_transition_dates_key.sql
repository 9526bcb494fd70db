-- The dates of a case belong to one family: a young person who has been in the care of two has dates
-- in each, with revisions of their own. Readers of a plan see no words that were changed since. And a
-- young person keeps what they wanted for their meetings.

ALTER TABLE transition_dates DROP CONSTRAINT transition_dates_pkey,
    ADD PRIMARY KEY (owner_id, family_id, revision);

------------------------------------------------------------------------------------------------
-- What holds, for policies: a policy cannot read the table that it belongs to
------------------------------------------------------------------------------------------------

-- This revision of a commitment is the last one.
CREATE FUNCTION alongside_is_last_commitment_version(commitment uuid, number integer)
RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN NOT EXISTS (SELECT 1 FROM transition_commitment_version v
        WHERE v.commitment_id = commitment AND v.revision > number);
END $$;

-- This revision of what was said about a document is the last one.
CREATE FUNCTION alongside_is_last_document_revision(owner uuid, document text, number integer)
RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN NOT EXISTS (SELECT 1 FROM transition_document d
        WHERE d.owner_id = owner AND d.kind = document AND d.revision > number);
END $$;

-- This revision of a wish for a health care proxy is the last one.
CREATE FUNCTION alongside_is_last_proxy_wish(owner uuid, number integer) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN NOT EXISTS (SELECT 1 FROM transition_proxy_wish w
        WHERE w.owner_id = owner AND w.revision > number);
END $$;

-- No later copy of the owner's ninety-day plan has a page that the actor may read.
CREATE FUNCTION alongside_is_last_copy_read(copy uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN NOT EXISTS (SELECT 1 FROM transition_plan_copy k
        JOIN transition_plan_copy later ON later.owner_id = k.owner_id AND later.number > k.number
        JOIN transition_plan_copy_page p ON p.copy_id = later.id
        WHERE k.id = copy AND p.part <> 'people' AND alongside_can_read_part(p.owner_id, p.part));
END $$;

-- What the actor wanted for each meeting, also for one of a team that they have left. A function and
-- no policy of `event`, `event_words` and `text`: the policies of these tables end with the
-- membership. The day of a meeting after the actor left is not told, because it may have changed.
CREATE FUNCTION alongside_own_meeting_wishes()
RETURNS TABLE (meeting uuid, meeting_kind text, meeting_day date, chosen_way text, written_in text,
    wanted_words text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    me uuid := alongside_person();
BEGIN
    RETURN QUERY SELECT v.id, v.kind, CASE WHEN EXISTS (SELECT 1 FROM membership m
            WHERE m.family_id = v.family_id AND m.person_id = me AND (m.until IS NULL
            OR m.until > alongside_today() OR m.until > v.starts::date)) THEN v.starts::date END,
            s.way, t.language, t.body
        FROM event v
        LEFT JOIN transition_say s ON s.event_id = v.id AND s.owner_id = me
        LEFT JOIN event_words w ON w.event_id = v.id AND w.author_id = me AND w.kind = 'say'
            AND NOT w.removed
        LEFT JOIN text t ON t.id = w.text_id
        WHERE s.owner_id = me OR w.author_id = me OR EXISTS (SELECT 1 FROM transition_exclusion x
            WHERE x.event_id = v.id AND x.owner_id = me AND x.withdrawn_at IS NULL);
END $$;

REVOKE EXECUTE ON FUNCTION alongside_is_last_commitment_version,
    alongside_is_last_document_revision, alongside_is_last_proxy_wish, alongside_is_last_copy_read
    FROM PUBLIC;
GRANT EXECUTE ON FUNCTION alongside_is_last_commitment_version,
    alongside_is_last_document_revision, alongside_is_last_proxy_wish, alongside_is_last_copy_read
    TO alongside_app, alongside_system;
REVOKE EXECUTE ON FUNCTION alongside_own_meeting_wishes FROM PUBLIC;
GRANT EXECUTE ON FUNCTION alongside_own_meeting_wishes TO alongside_app;

------------------------------------------------------------------------------------------------
-- Policies
------------------------------------------------------------------------------------------------

-- Others see the words on which the two agreed last, and neither how they came to them nor why an
-- adult said no.
DROP POLICY select_visible ON transition_commitment_version;
CREATE POLICY select_visible ON transition_commitment_version FOR SELECT TO alongside_app
    USING (alongside_is_party(commitment_id)
    OR (act IN ('accept', 'said_yes')
        AND alongside_is_last_commitment_version(commitment_id, revision)
        AND EXISTS (SELECT 1 FROM transition_commitment c WHERE c.id = commitment_id)));

-- Only the owner reads what they said before.
DROP POLICY select_visible ON transition_document;
CREATE POLICY select_visible ON transition_document FOR SELECT TO alongside_app
    USING (owner_id = alongside_person()
    OR (alongside_can_read_part(owner_id, 'documents')
        AND alongside_is_last_document_revision(owner_id, kind, revision)));

DROP POLICY select_visible ON transition_proxy_wish;
CREATE POLICY select_visible ON transition_proxy_wish FOR SELECT TO alongside_app
    USING (owner_id = alongside_person()
    OR (alongside_can_read_part(owner_id, 'health')
        AND alongside_is_last_proxy_wish(owner_id, revision)));

DROP POLICY select_visible ON transition_plan_copy_page;
CREATE POLICY select_visible ON transition_plan_copy_page FOR SELECT TO alongside_app
    USING (owner_id = alongside_person()
    OR (part <> 'people' AND alongside_can_read_part(owner_id, part)
        AND alongside_is_last_copy_read(copy_id)));
