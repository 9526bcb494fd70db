-- Browser notices that end with their session, and sign-in beside a new passphrase.

-- How often the passphrase was replaced. A session that begins with a credential is stored only while
-- the version is the one with which that credential was checked: what replaces the passphrase ends the
-- sessions that it finds, and one that is stored a moment later would go on.
ALTER TABLE account ADD COLUMN credential_version INTEGER NOT NULL DEFAULT 0;
CREATE TRIGGER account_raise_credential_version AFTER UPDATE OF passphrase_hash ON account
WHEN OLD.passphrase_hash IS NOT NEW.passphrase_hash
BEGIN
    UPDATE account SET credential_version = OLD.credential_version + 1
        WHERE person_id = NEW.person_id;
END;

-- For push: the session that turned the notices on in its browser. Null for those of before this
-- migration. No foreign key: when a session expires, the notices stay on.
ALTER TABLE notification_channel ADD COLUMN session_id BLOB;
CREATE INDEX notification_channel_session ON notification_channel (session_id)
    WHERE session_id IS NOT NULL;

-- For a browser whose notices have ended with its session: what encrypts the last one.
ALTER TABLE account_event_notification ADD COLUMN key TEXT;
ALTER TABLE account_event_notification ADD COLUMN secret TEXT;
