-- When somebody last proved who they are. The rules that use it are PostgreSQL's alone.
ALTER TABLE account ADD COLUMN signed_in_at TEXT;
