import { sql } from 'drizzle-orm';
import { leads } from '@/lib/db/schema/leads';

/** The expression of the trigram index `leads_search`, to the letter. */
export const searchedLead = sql`lower(${leads.email} || ' ' || coalesce(${leads.firstName}, '') || ' ' || coalesce(${leads.lastName}, '') || ' ' || coalesce(${leads.company}, ''))`;
