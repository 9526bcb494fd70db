-- Rules of the calendar that the policies did not check, and events of a series that were changed
-- alone.

-- An event of a series that a worker changed or moved by itself: a change of all later events leaves
-- it as it is.
ALTER TABLE event ADD COLUMN changed_alone boolean NOT NULL DEFAULT false;
GRANT UPDATE (changed_alone) ON event TO alongside_app;

-- A worker takes an event off the plan to which they added it.
GRANT DELETE ON family_time_visit TO alongside_app;
CREATE POLICY delete_visible ON family_time_visit FOR DELETE TO alongside_app
    USING (alongside_has_role(family_id, 'worker'));

-- One parent's mentor is not known to the other one, and neither are the mentor's words.
DROP POLICY select_visible ON event_words;
CREATE POLICY select_visible ON event_words FOR SELECT TO alongside_app
    USING (alongside_can_view(family_id, audience_id)
    AND (author_id = alongside_person()
        OR (NOT removed AND alongside_can_see_person(author_id))));

-- The history of an event names a caregiver only for a visit that is cancelled now.
DROP POLICY insert_cancelled_visit ON event_change;
CREATE POLICY insert_cancelled_visit ON event_change FOR INSERT TO alongside_app
    WITH CHECK (created_by_id = alongside_person() AND alongside_is_now(created_at)
    AND act = 'cancel' AND alongside_has_role(family_id, 'caregiver')
    AND (text_id IS NULL OR alongside_is_author(text_id))
    AND EXISTS (SELECT 1 FROM family_time_visit y JOIN event v ON v.id = y.event_id
        WHERE y.event_id = event_change.event_id AND y.family_id = event_change.family_id
        AND v.cancelled AND v.revision = event_change.revision));

-- As in `0024_calendar_family_time.sql`, and only for a visit that is not over: a cancellation
-- afterwards would be of a visit that took place.
DROP FUNCTION alongside_cancel_visit(uuid, integer);
CREATE FUNCTION alongside_cancel_visit(visit uuid, seen integer, moment timestamptz)
RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    family uuid;
    of_event uuid;
    of_plan uuid;
    local_now timestamp;
BEGIN
    SELECT v.family_id, v.audience_id, p.audience_id, moment AT TIME ZONE a.time_zone
        INTO family, of_event, of_plan, local_now
        FROM event v JOIN family_time_visit y ON y.event_id = v.id
        JOIN family_time_plan p ON p.id = y.plan_id
        JOIN family f ON f.id = v.family_id JOIN agency a ON a.id = f.agency_id WHERE v.id = visit;
    -- IS NOT TRUE, because a null argument makes the condition null.
    IF (family IS NOT NULL AND alongside_is_now(moment) AND alongside_has_role(family, 'caregiver')
        AND alongside_can_view(family, of_event)
        AND alongside_can_view(family, of_plan)) IS NOT TRUE THEN
        RETURN false;
    END IF;
    -- As `model::calendar::is_upcoming`.
    UPDATE event v SET cancelled = true, revision = v.revision + 1
        WHERE v.id = visit AND v.revision = seen AND NOT v.cancelled
        AND (v.ends > local_now
            OR (v.ends IS NULL AND v.starts >= date_trunc('day', local_now)));
    RETURN FOUND;
END $$;
REVOKE EXECUTE ON FUNCTION alongside_cancel_visit FROM PUBLIC;
GRANT EXECUTE ON FUNCTION alongside_cancel_visit TO alongside_app, alongside_system;
