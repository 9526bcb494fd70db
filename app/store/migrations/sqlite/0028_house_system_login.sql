-- PostgreSQL alone has logins and this function; on SQLite the store says the same in a few statements.
SELECT 1;
