-- A documento is deleted with its draft: whether the archive names it is asked each time.
CREATE INDEX archivio_riga_documento_id ON archivio_riga (documento_id) WHERE documento_id IS NOT NULL;
