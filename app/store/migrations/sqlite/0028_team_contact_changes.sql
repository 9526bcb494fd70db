-- Who last changed someone without an account, and when: for a worker whose form is older.

-- Null: unchanged since it was added, or changed by an import.
ALTER TABLE team_contact ADD COLUMN changed_by_id BLOB REFERENCES person (id);
-- Null: unchanged since it was added.
ALTER TABLE team_contact ADD COLUMN changed_at TEXT;
