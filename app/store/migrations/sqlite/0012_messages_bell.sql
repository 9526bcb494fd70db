-- On PostgreSQL, triggers ring the bell (store::bell). On SQLite the one process that serves does it.
SELECT 1;
