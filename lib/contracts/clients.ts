import { z } from 'zod';
import { changesSomething, instant, line, nothingChanges } from './shared';

export const clientLimits = { nameLength: 120, maxListed: 1000 } as const;

const client = z.object({
  id: z.string(),
  name: z.string(),
  /** Number of campaigns. */
  campaigns: z.int(),
  created_at: instant,
  /** Null while active. */
  archived_at: instant.nullable(),
});

export const clientsQuery = z.object({
  /** Part of the name. */
  q: z.string().trim().max(100).optional(),
  archived: z.enum(['true', 'false']).default('false'),
});
export const clientsResponse = z.object({ success: z.literal(true), clients: z.array(client) });
export const clientResponse = z.object({ success: z.literal(true), client });

export const createClientBody = z.strictObject({ name: line(clientLimits.nameLength) });

export const updateClientBody = z
  .strictObject({
    name: line(clientLimits.nameLength).optional(),
    /** False restores the client. */
    archived: z.boolean().optional(),
  })
  .refine(changesSomething, nothingChanges);

export type ClientWire = z.infer<typeof client>;
export type ClientsQuery = z.infer<typeof clientsQuery>;
export type CreateClient = z.infer<typeof createClientBody>;
export type UpdateClient = z.infer<typeof updateClientBody>;
