-- Sign-in beside a new passphrase.

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
