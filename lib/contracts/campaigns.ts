import { z } from 'zod';
import { changesSomething, instant, line, nothingChanges } from './shared';

export const campaignLimits = { nameLength: 200, pageSize: 50, maxPageSize: 200, countedUpTo: 10_000 } as const;

const id = z.string().min(1).max(64);

const campaign = z.object({
  id: z.string(),
  name: z.string(),
  /** `csv`: created in Slotline. */
  source: z.enum(['emailbison', 'csv']),
  /** The email tool's own status; null for campaigns created in Slotline. */
  status: z.string().nullable(),
  client: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** Counted up to ten thousand; then `capped`. */
  leads: z.object({ count: z.int(), capped: z.boolean() }),
  created_at: instant,
});

export const campaignsQuery = z.object({
  /** Part of the name. */
  q: z.string().trim().max(100).optional(),
  /** `none`: without a client. */
  client_id: id.optional(),
  limit: z.coerce.number().int().min(1).max(campaignLimits.maxPageSize).default(campaignLimits.pageSize),
  /** `next_cursor` of the page before. */
  cursor: z.string().max(200).optional(),
});
export const campaignsResponse = z.object({
  success: z.literal(true),
  campaigns: z.array(campaign),
  next_cursor: z.string().nullable(),
});
export const campaignResponse = z.object({ success: z.literal(true), campaign });

export const createCampaignBody = z.strictObject({
  name: line(campaignLimits.nameLength),
  client_id: id.nullish(),
});

export const updateCampaignBody = z
  .strictObject({
    name: line(campaignLimits.nameLength).optional(),
    /** Null: without a client. */
    client_id: id.nullable().optional(),
  })
  .refine(changesSomething, nothingChanges);

export type CampaignWire = z.infer<typeof campaign>;
export type CampaignsQuery = z.infer<typeof campaignsQuery>;
export type CampaignsResponse = z.infer<typeof campaignsResponse>;
export type CreateCampaign = z.infer<typeof createCampaignBody>;
export type UpdateCampaign = z.infer<typeof updateCampaignBody>;
