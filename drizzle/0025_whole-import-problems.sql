-- A problem of an import used to be the end of a sentence that began with its column; now it is the whole sentence.
UPDATE "lead_import_errors" SET "reason" = coalesce("column", 'The row') || ' ' || "reason";
