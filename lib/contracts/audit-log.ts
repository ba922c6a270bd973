import { z } from 'zod';
import { instant } from './shared';

const auditEntry = z.object({
  id: z.string(),
  at: instant,
  actor: z.object({
    kind: z.enum(['user', 'api_key', 'system', 'provider']),
    /** Of the person, or of the person whose key it was; null for a person who left, and for the system. */
    name: z.string().nullable(),
  }),
  /** Thing and deed, e.g. `api_key.created`. */
  action: z.string(),
  target_id: z.string().nullable(),
  /** The target's name at that time. */
  target_name: z.string().nullable(),
  detail: z.record(z.string(), z.unknown()),
  request_id: z.string().nullable(),
});

export const listAuditQuery = z.object({
  /** Only deeds on one thing, by the first word of the action, e.g. `api_key`. */
  subject: z
    .string()
    .regex(/^[a-z_]{1,40}$/)
    .optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  /** The `next_cursor` of the page before. */
  cursor: z.string().min(1).max(200).optional(),
});

export const listAuditResponse = z.object({
  success: z.literal(true),
  /** Newest first. */
  entries: z.array(auditEntry),
  next_cursor: z.string().nullable(),
});

export type AuditEntryWire = z.infer<typeof auditEntry>;
export type ListAuditQuery = z.output<typeof listAuditQuery>;
