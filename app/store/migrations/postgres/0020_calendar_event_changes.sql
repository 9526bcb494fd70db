-- Events that the family's worker adds, changes and cancels in the portal, and who did what.

-- A cancelled event stays listed for those who were invited.
ALTER TABLE event ADD COLUMN cancelled boolean NOT NULL DEFAULT false;

GRANT INSERT, UPDATE (audience_id, kind, starts, ends, place, about_id, remote_link, revision,
    cancelled) ON event TO alongside_app;
CREATE POLICY insert_visible ON event FOR INSERT TO alongside_app
    WITH CHECK (alongside_has_role(family_id, 'worker')
    AND alongside_can_view(family_id, audience_id));
CREATE POLICY update_visible ON event FOR UPDATE TO alongside_app
    USING (alongside_has_role(family_id, 'worker') AND alongside_can_view(family_id, audience_id))
    WITH CHECK (alongside_has_role(family_id, 'worker')
    AND alongside_can_view(family_id, audience_id));

GRANT INSERT, DELETE ON event_place TO alongside_app;
CREATE POLICY insert_visible ON event_place FOR INSERT TO alongside_app
    WITH CHECK (alongside_has_role(family_id, 'worker')
    AND alongside_can_view(family_id, audience_id)
    AND EXISTS (SELECT 1 FROM event v
        WHERE v.id = event_id AND v.family_id = event_place.family_id));
CREATE POLICY delete_visible ON event_place FOR DELETE TO alongside_app
    USING (alongside_has_role(family_id, 'worker') AND alongside_can_view(family_id, audience_id));

GRANT INSERT, DELETE ON event_detail TO alongside_app;
CREATE POLICY insert_visible ON event_detail FOR INSERT TO alongside_app
    WITH CHECK (EXISTS (SELECT 1 FROM event v
        WHERE v.id = event_id AND alongside_has_role(v.family_id, 'worker'))
    AND EXISTS (SELECT 1 FROM text t WHERE t.id = text_id));
CREATE POLICY delete_visible ON event_detail FOR DELETE TO alongside_app
    USING (EXISTS (SELECT 1 FROM event v
        WHERE v.id = event_id AND alongside_has_role(v.family_id, 'worker')));

-- Who did what to an event, and when. Read by everyone who sees the event.
CREATE TABLE event_change (
    id uuid PRIMARY KEY,
    event_id uuid NOT NULL REFERENCES event (id),
    family_id uuid NOT NULL REFERENCES family (id),
    act text NOT NULL CHECK (act IN ('add', 'move', 'change', 'cancel', 'restore')),
    -- The revision that the event had afterwards.
    revision integer NOT NULL,
    -- Why it was cancelled.
    text_id uuid REFERENCES text (id),
    created_by_id uuid NOT NULL REFERENCES person (id),
    created_at timestamptz NOT NULL,
    -- The day of the change where the agency is.
    since date NOT NULL
);
CREATE INDEX event_change_event ON event_change (event_id);

ALTER TABLE event_change ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON event_change TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON event_change TO alongside_system;
GRANT SELECT, INSERT ON event_change TO alongside_app;
CREATE POLICY select_visible ON event_change FOR SELECT TO alongside_app
    USING (EXISTS (SELECT 1 FROM event v WHERE v.id = event_id));
CREATE POLICY insert_own ON event_change FOR INSERT TO alongside_app
    WITH CHECK (created_by_id = alongside_person() AND alongside_is_now(created_at)
    AND alongside_has_role(family_id, 'worker')
    AND (text_id IS NULL OR alongside_is_author(text_id))
    AND EXISTS (SELECT 1 FROM event v
        WHERE v.id = event_id AND v.family_id = event_change.family_id));

-- What an event was before a change, for the workers of the family. The audience is that of its
-- place, where not everyone in the audience of the event might know it.
CREATE TABLE event_version (
    change_id uuid PRIMARY KEY REFERENCES event_change (id),
    event_id uuid NOT NULL REFERENCES event (id),
    family_id uuid NOT NULL REFERENCES family (id),
    audience_id uuid NOT NULL REFERENCES audience (id),
    kind text NOT NULL,
    starts timestamp NOT NULL,
    ends timestamp,
    place text,
    about_id uuid NOT NULL REFERENCES text (id),
    remote_link text
);
CREATE INDEX event_version_event ON event_version (event_id);

ALTER TABLE event_version ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON event_version TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON event_version TO alongside_system;
GRANT SELECT, INSERT ON event_version TO alongside_app;
CREATE POLICY select_visible ON event_version FOR SELECT TO alongside_app
    USING (alongside_has_role(family_id, 'worker') AND alongside_can_view(family_id, audience_id));
CREATE POLICY insert_visible ON event_version FOR INSERT TO alongside_app
    WITH CHECK (alongside_has_role(family_id, 'worker')
    AND alongside_can_view(family_id, audience_id)
    AND EXISTS (SELECT 1 FROM event v
        WHERE v.id = event_id AND v.family_id = event_version.family_id));
