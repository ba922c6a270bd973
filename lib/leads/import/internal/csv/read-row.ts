import type { CountryCode } from 'libphonenumber-js';
import type { ImportField } from '@/lib/contracts/lead-imports';
import { importLimits } from '@/lib/contracts/lead-imports';
import type { ColumnMapping } from '@/lib/db/schema/lead-imports';
import { type ImportedStage, type IncomingLead, importedStages } from '@/lib/leads/merge-leads';
import { withImplied } from '@/lib/leads/with-implied';
import { parsePhone } from '@/lib/phone/read-phone';
import { DAY_MS } from '@/lib/time/units';
import { canonicalTimeZone } from '@/lib/time/zones';
import { type DateReading, readInstant } from './read-instant';
import { isSentOnly, stagesOfStatus } from './status-words';

export interface RowReading extends DateReading {
  columns: readonly string[];
  mapping: ColumnMapping;
  phoneCountry: string | null;
  /** When the file arrived: the instant of what only says yes. */
  at: Date;
}

export interface RowProblem {
  /** Column at fault. */
  column: string | null;
  reason: string;
}

/** A line as a lead; `lead` is null when the line is refused. Problems of a lead that is taken tell what was left out. */
export interface ReadRow {
  lead: IncomingLead | null;
  problems: RowProblem[];
}

const ADDRESS = /^[^\s@,;<>"]{1,64}@[^\s@,;<>"]{1,255}\.[^\s@,;<>".\d][^\s@,;<>".]*$/;
/** A mark at the beginning and none that could close it: the rest of the line is in this cell. */
const OPEN_QUOTE = /^"(?:[^"]|"")*$/;
/** Longer than any number of a lead elsewhere. */
const MAX_ID = 200;
const stageFields: Record<string, ImportedStage> = {
  sent_at: 'sentAt',
  delivered_at: 'deliveredAt',
  replied_at: 'repliedAt',
  interested_at: 'interestedAt',
  bounced_at: 'bouncedAt',
  unsubscribed_at: 'unsubscribedAt',
};

/** Reads the cells of a line by the mapping. Never throws: what is wrong is said beside the column. */
export function readRow(cells: readonly string[], reading: RowReading): ReadRow {
  // A stray separator has moved the cells behind it into columns that are not theirs.
  if (cells.length > reading.columns.length) return refused(null, 'has more cells than the head.');
  if (OPEN_QUOTE.test(cells.at(-1) ?? ''))
    return refused(reading.columns[cells.length - 1] ?? null, 'has a quotation mark that is never closed.');
  const problems: RowProblem[] = [];
  const lead: IncomingLead = { email: '' };
  const custom: Record<string, string> = {};
  for (const [place, field] of Object.entries(reading.mapping) as [string, ImportField][]) {
    const column = reading.columns[Number(place)] ?? '';
    const text = (cells[Number(place)] ?? '').replaceAll('\u0000', '').trim();
    if (text === '') continue;
    if (text.length > importLimits.cellLength)
      return refused(column, `is longer than ${importLimits.cellLength} characters.`);
    if (field === 'custom') custom[column] = text;
    else {
      const reason = put(lead, field, text, reading);
      if (reason) problems.push({ column, reason });
    }
  }
  const emailColumn = columnOf('email', reading);
  if (lead.email === '') return refused(emailColumn, 'has no e-mail address.');
  if (lead.email.length > 254 || !ADDRESS.test(lead.email)) return refused(emailColumn, 'is not an e-mail address.');
  const future = importedStages.find((stage) => (lead[stage]?.getTime() ?? 0) > reading.at.getTime() + DAY_MS);
  if (future) return refused(columnOf(fieldOf(future), reading), 'lies in the future.');
  if (Object.keys(custom).length > 0) lead.custom = custom;
  const tellsDelivery =
    Object.values(reading.mapping).includes('delivered_at') || isSentOnly(cellOf('status', cells, reading));
  return { lead: withImplied(lead, tellsDelivery), problems };
}

function put(
  lead: IncomingLead,
  field: Exclude<ImportField, 'custom'>,
  text: string,
  reading: RowReading,
): string | null {
  const stage = stageFields[field];
  if (stage) return putStage(lead, stage, text, reading);
  switch (field) {
    case 'email':
      lead.email = text.replace(/^mailto:/i, '').toLowerCase();
      return null;
    case 'first_name':
      lead.firstName = text;
      return null;
    case 'last_name':
      lead.lastName = text;
      return null;
    case 'full_name': {
      const [first = '', ...rest] = text.split(/\s+/);
      lead.firstName ??= first;
      lead.lastName ??= rest.join(' ') || null;
      return null;
    }
    case 'external_id':
      if (text.length > MAX_ID) return `is longer than ${MAX_ID} characters; taken in without it.`;
      lead.externalId = text;
      return null;
    case 'company':
    case 'title':
      lead[field] = text;
      return null;
    case 'phone':
      lead.phone = parsePhone(text, (reading.phoneCountry ?? undefined) as CountryCode | undefined);
      return lead.phone === null ? 'is no telephone number; taken in without it.' : null;
    case 'timezone':
      lead.timezone = canonicalTimeZone(text);
      return lead.timezone === null ? 'is no time zone; taken in without it.' : null;
    default: {
      const reached = stagesOfStatus(text);
      for (const one of reached ?? []) lead[one] ??= reading.at;
      return reached === null ? 'is a status that is not known; taken in without it.' : null;
    }
  }
}

const YES = /^(yes|y|true|x|ja|oui|si|sí|✓|✔)$/i;
const NO = /^(no|n|false|-|–|—|n\/a|na|none|null|never|nein|non)$/i;

/** A date, yes or no, or how often. */
function putStage(lead: IncomingLead, stage: ImportedStage, text: string, reading: RowReading): string | null {
  if (NO.test(text)) return null;
  if (YES.test(text)) lead[stage] = reading.at;
  else if (/^\d{1,4}$/.test(text)) lead[stage] = Number(text) > 0 ? reading.at : null;
  else {
    const instant = readInstant(text, reading);
    if (!instant || instant.getTime() < Date.UTC(2000, 0, 1))
      return 'is neither a date nor yes or no; taken in without it.';
    lead[stage] = instant;
  }
  return null;
}

function refused(column: string | null, reason: string): ReadRow {
  return { lead: null, problems: [{ column, reason }] };
}

function placeOf(field: string, { mapping }: RowReading): number {
  return Number(Object.entries(mapping).find(([, one]) => one === field)?.[0] ?? -1);
}

function cellOf(field: string, cells: readonly string[], reading: RowReading): string {
  return cells[placeOf(field, reading)] ?? '';
}

function columnOf(field: string, reading: RowReading): string | null {
  return reading.columns[placeOf(field, reading)] ?? null;
}

function fieldOf(stage: ImportedStage): string {
  return Object.entries(stageFields).find(([, one]) => one === stage)?.[0] ?? 'status';
}
