-- expect: bytes_shown.sql:2: persona: the bytes of foto cannot be shown
-- name: persona :hdf
SELECT foto FROM soggetto;
