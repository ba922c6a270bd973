import { z } from 'zod';
import { campaignLimits } from './campaigns';
import { changesSomething, idParams, instant, line, nothingChanges, timeZoneName } from './shared';

export const importLimits = {
  megabytes: 50,
  /** Size of each part but the last; well below the request limits of platforms. */
  partBytes: 1024 * 1024,
  columns: 200,
  rows: 500_000,
  cellLength: 5_000,
  previewRows: 20,
  pageSize: 25,
  maxPageSize: 100,
} as const;

/** The fields a column can be mapped to. `custom` stores it under the column's own name. */
export const importFields = [
  'email',
  'first_name',
  'last_name',
  'full_name',
  'company',
  'title',
  'phone',
  'timezone',
  'external_id',
  'status',
  'sent_at',
  'delivered_at',
  'replied_at',
  'interested_at',
  'bounced_at',
  'unsubscribed_at',
  'custom',
] as const;
export type ImportField = (typeof importFields)[number];

const id = z.string().min(1).max(64);
const field = z.enum(importFields);
const dayOrder = z.enum(['day_first', 'month_first']);

/** Field by the column's index from 0; other columns are skipped. */
const mapping = z.record(z.string().regex(/^\d{1,3}$/), field);

const leadImport = z.object({
  id: z.string(),
  file_name: z.string(),
  /** `stopped`: every attempt failed; starting it again continues. */
  status: z.enum(['receiving', 'uploaded', 'running', 'stopped', 'done']),
  encoding: z.string(),
  delimiter: z.string(),
  columns: z.array(z.string()),
  mapping,
  /** The time zone of times without one. */
  timezone: z.string(),
  /** How `03/04/2026` is read. */
  day_order: dayOrder,
  /** Country of numbers without a country code. */
  phone_country: z.string().nullable(),
  campaign: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** A campaign created when the import starts. */
  new_campaign_name: z.string().nullable(),
  client: z.object({ id: z.string(), name: z.string() }).nullable(),
  counts: z.object({
    rows: z.int(),
    created: z.int(),
    updated: z.int(),
    unchanged: z.int(),
    /** Rows that were skipped. */
    failed: z.int(),
  }),
  created_at: instant,
  started_at: instant.nullable(),
  finished_at: instant.nullable(),
});

/** A row as it would be imported. */
const previewLine = z.object({
  line: z.int(),
  cells: z.array(z.string()),
  /** By field; times as parsed. */
  values: z.record(z.string(), z.string()),
  problem: z.string().nullable(),
  /** Whether the row is skipped because of the problem. */
  is_refused: z.boolean(),
});

const importError = z.object({
  line: z.int(),
  column: z.string().nullable(),
  reason: z.string(),
});

/** The uploaded parts of a file. */
const upload = z.object({
  bytes: z.int(),
  part_bytes: z.int(),
  /** Numbered from 1; digests show whether a part equals the sender's. */
  received: z.array(z.object({ part: z.int(), sha256: z.string() })),
});

export const uploadQuery = z.object({ file_name: line(200) });
export const importsQuery = z.object({
  limit: z.coerce.number().int().min(1).max(importLimits.maxPageSize).default(importLimits.pageSize),
  cursor: z.string().max(200).optional(),
});
export const importsResponse = z.object({
  success: z.literal(true),
  imports: z.array(leadImport),
  next_cursor: z.string().nullable(),
});
export const importResponse = z.object({ success: z.literal(true), import: leadImport });
export const importDetailsResponse = z.object({
  success: z.literal(true),
  import: leadImport,
  /** Null unless the file is being sent in parts. */
  upload: upload.nullable(),
  /** The first rows; empty once the import has started. */
  preview: z.array(previewLine),
  /** The first problems of an import that has started. */
  errors: z.array(importError),
});

export const beginUploadBody = z.strictObject({
  file_name: line(200),
  /** Size of the whole file. */
  bytes: z.int().min(1),
});
export const partParams = idParams.extend({ part: z.coerce.number().int().min(1) });
export const partResponse = z.object({ success: z.literal(true), part: z.int(), sha256: z.string() });

export const updateImportBody = z
  .strictObject({
    mapping: mapping.optional(),
    timezone: timeZoneName.optional(),
    day_order: dayOrder.optional(),
    phone_country: z
      .string()
      .regex(/^[A-Z]{2}$/, 'Enter a two-letter country code, e.g. US.')
      .nullable()
      .optional(),
    /** An existing campaign instead of a new one. */
    campaign_id: id.nullable().optional(),
    new_campaign_name: line(campaignLimits.nameLength).nullable().optional(),
    /** The client of the new campaign. */
    client_id: id.nullable().optional(),
  })
  .refine(changesSomething, nothingChanges);

export type LeadImportWire = z.infer<typeof leadImport>;
export type PreviewLine = z.infer<typeof previewLine>;
export type ImportsQuery = z.infer<typeof importsQuery>;
export type ImportDetails = z.infer<typeof importDetailsResponse>;
export type UpdateImport = z.infer<typeof updateImportBody>;
