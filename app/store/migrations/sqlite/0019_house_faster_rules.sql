-- PostgreSQL alone has these rules.
SELECT 1;
