import { eq } from 'drizzle-orm';
import type { CommandContext } from '@/lib/db/command-context';
import { leadImports } from '@/lib/db/schema/lead-imports';
import { organizations } from '@/lib/db/schema/orgs';
import { guessDayOrder } from '@/lib/leads/import/internal/csv/read-instant';
import { countryOfZone } from '@/lib/phone/country-of-zone';
import type { LeadImport } from './import-row';

/** Creates an import before its file arrives. @param uploadBytes size of a file sent in parts, else null */
export async function newImport(
  ctx: CommandContext,
  fileName: string,
  uploadBytes: number | null,
): Promise<Pick<LeadImport, 'id' | 'timezone'>> {
  const id = ctx.ids.make('leadImport');
  const timezone = await organizationZone(ctx);
  await ctx.db.insert(leadImports).values({
    id,
    organizationId: ctx.org,
    fileName,
    uploadBytes,
    encoding: '',
    delimiter: '',
    columns: [],
    mapping: {},
    timezone,
    dayOrder: guessDayOrder([], timezone),
    phoneCountry: countryOfZone(timezone) ?? null,
    newCampaignName: fileName.replace(/\.[a-z]{2,4}$/i, '').trim() || fileName,
    status: 'receiving',
    createdBy: 'userId' in ctx.actor ? ctx.actor.userId : null,
    createdAt: ctx.now,
    updatedAt: ctx.now,
  });
  return { id, timezone };
}

async function organizationZone({ db, org }: CommandContext): Promise<string> {
  const [row] = await db.select({ zone: organizations.timeZone }).from(organizations).where(eq(organizations.id, org));
  return row?.zone ?? 'UTC';
}
