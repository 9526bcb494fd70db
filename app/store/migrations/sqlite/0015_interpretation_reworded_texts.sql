-- For PostgreSQL only, where a function adds requests for new words of a text.
SELECT 1;
