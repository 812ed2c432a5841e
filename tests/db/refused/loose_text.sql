-- expect: loose_text.sql:2: before the first
SELECT 1;
