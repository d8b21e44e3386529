-- Steps are named in both languages of the program; NULL = made before, and read as `label` in both.
ALTER TABLE revision ADD COLUMN label_en TEXT;
