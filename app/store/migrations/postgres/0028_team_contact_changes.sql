-- Who last changed someone without an account, and when: for a worker whose form is older.

ALTER TABLE team_contact
    -- Null: unchanged since it was added, or changed by an import.
    ADD COLUMN changed_by_id uuid REFERENCES person (id),
    -- Null: unchanged since it was added.
    ADD COLUMN changed_at timestamptz;
GRANT UPDATE (changed_by_id, changed_at) ON team_contact TO alongside_app;

-- Whoever changes a contact is named as the one who changed it.
DROP POLICY update_visible ON team_contact;
CREATE POLICY update_visible ON team_contact FOR UPDATE TO alongside_app
    USING (alongside_has_role(family_id, 'worker') AND alongside_can_view(family_id, audience_id))
    WITH CHECK (alongside_has_role(family_id, 'worker')
        AND alongside_can_view(family_id, audience_id)
        AND (changed_by_id IS NULL OR changed_by_id = alongside_person())
        AND (changed_at IS NULL OR alongside_is_now(changed_at)));
