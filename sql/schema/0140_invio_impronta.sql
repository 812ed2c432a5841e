-- The same page sent twice shows the same result (IN-4); the same page sent again with other words, after
-- «Indietro» or from a window that lay open, is not the same: nobody is told that words were saved which were not.
ALTER TABLE invio ADD COLUMN impronta text; -- of what was sent, under a key of the program; NULL: sent before this column
