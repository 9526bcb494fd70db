-- Upcoming events of a family, such as hearings, meetings and family time.

CREATE TABLE event (
    id uuid PRIMARY KEY,
    family_id uuid NOT NULL REFERENCES family (id),
    audience_id uuid NOT NULL REFERENCES audience (id),
    key text NOT NULL,
    kind text NOT NULL,
    -- Local times of the agency, without a time zone.
    starts timestamp NOT NULL,
    ends timestamp,
    place text,
    -- What the event is for.
    about_id uuid NOT NULL REFERENCES text (id),
    UNIQUE (family_id, key)
);

ALTER TABLE event ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON event TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON event TO alongside_system;
GRANT SELECT ON event TO alongside_app;
CREATE POLICY select_visible ON event FOR SELECT TO alongside_app
    USING (alongside_can_view(family_id, audience_id));
