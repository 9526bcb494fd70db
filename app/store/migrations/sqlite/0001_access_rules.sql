-- SQLite has no row-level security: the conditions in the store's statements
-- (app/store/src/visibility.rs) are the only access control here. Policies, roles, column grants
-- and functions exist only in the PostgreSQL migrations; on SQLite, statements of the store do what
-- those functions do. This file only keeps the numbers and names of the migrations equal on both
-- engines.
--
-- All files of this folder: ids are UUIDs v7 as 16-byte blobs, booleans are 0 and 1, JSON is text,
-- timestamps are RFC 3339 text and dates are YYYY-MM-DD. docs/shared-database.md describes every
-- table and column.
SELECT 1;
