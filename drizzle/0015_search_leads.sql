-- The expression is the one that the search asks for, to the letter; without the coalesce a missing name hides all.
CREATE INDEX "leads_search" ON "leads"
  USING gin ((lower("email" || ' ' || coalesce("first_name", '') || ' ' || coalesce("last_name", '') || ' ' || coalesce("company", ''))) gin_trgm_ops);
