-- The dates of a case belong to one family: a young person who has been in the care of two has dates
-- in each, with revisions of their own. And readers of a plan see no words that were changed since.

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

REVOKE EXECUTE ON FUNCTION alongside_is_last_commitment_version,
    alongside_is_last_document_revision, alongside_is_last_proxy_wish, alongside_is_last_copy_read
    FROM PUBLIC;
GRANT EXECUTE ON FUNCTION alongside_is_last_commitment_version,
    alongside_is_last_document_revision, alongside_is_last_proxy_wish, alongside_is_last_copy_read
    TO alongside_app, alongside_system;

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
