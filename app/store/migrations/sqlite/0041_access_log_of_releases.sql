-- PostgreSQL only: who adds an entry about a young person to the access log.
SELECT 1;
