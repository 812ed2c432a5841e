-- expect: utf8_line.sql:5: persona: column "x" does not exist
-- name: persona :many
SELECT 'àèìòù ààààààààààààààààààààà' AS uno,
       '€€€€€€€€' AS due,
       x AS tre
  FROM soggetto;
