-- Invitations that a worker of the team makes in the portal: who made them, for which team, and when
-- they were taken back.

-- Null for an invitation of the command `alongside invite`.
ALTER TABLE invitation ADD COLUMN family_id BLOB REFERENCES family (id);
ALTER TABLE invitation ADD COLUMN made_by_id BLOB REFERENCES person (id);
ALTER TABLE invitation ADD COLUMN made_at TEXT;
-- When the code was taken back, or replaced by a newer one. It has then expired as well.
ALTER TABLE invitation ADD COLUMN revoked_at TEXT;
CREATE INDEX invitation_person ON invitation (person_id);
