-- PostgreSQL alone has row-level security.
SELECT 1;
