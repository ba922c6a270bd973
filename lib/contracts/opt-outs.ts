import { z } from 'zod';
import { instant, line, phoneText } from './shared';

const optOut = z.object({
  id: z.string(),
  /** E.164. */
  phone: z.string(),
  reason: z.string().nullable(),
  created_at: instant,
});

export const optOutsQuery = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  /** `next_cursor` of the page before. */
  cursor: z.string().max(200).optional(),
  /** Part of a number. */
  q: z.string().trim().max(40).optional(),
});

export const optOutsResponse = z.object({
  success: z.literal(true),
  opt_outs: z.array(optOut),
  next_cursor: z.string().nullable(),
});

export const createOptOutBody = z.object({ phone: phoneText, reason: line(200).optional() });
export const optOutResponse = z.object({ success: z.literal(true), opt_out: optOut });

export type OptOutWire = z.infer<typeof optOut>;
export type OptOutsQuery = z.infer<typeof optOutsQuery>;
