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
  /** When the file arrived: the time of stages that only say yes. */
  at: Date;
}

interface RowProblem {
  /** Column at fault; null for the row as a whole. */
  column: string | null;
  /** A sentence that names the column or its value. */
  reason: string;
}

/** A row as a lead; `lead` is null when the row is refused. The problems of an imported lead say what was left out. */
interface ReadRow {
  lead: IncomingLead | null;
  problems: RowProblem[];
}

const ADDRESS = /^[^\s@,;<>"]{1,64}@[^\s@,;<>"]{1,255}\.[^\s@,;<>".\d][^\s@,;<>".]*$/;
/** An opening quotation mark without a closing one: the rest of the row is in this cell. */
const OPEN_QUOTE = /^"(?:[^"]|"")*$/;
/** No tool uses longer ids. */
const MAX_ID = 200;
const stageFields: Record<string, ImportedStage> = {
  sent_at: 'sentAt',
  delivered_at: 'deliveredAt',
  replied_at: 'repliedAt',
  interested_at: 'interestedAt',
  bounced_at: 'bouncedAt',
  unsubscribed_at: 'unsubscribedAt',
};

/** Reads the cells of a row by the mapping. Never throws: problems are returned. */
export function readRow(cells: readonly string[], reading: RowReading): ReadRow {
  // A stray separator has moved the cells after it into other columns.
  if (cells.length > reading.columns.length) return refused(null, 'This row has more cells than the header row.');
  if (OPEN_QUOTE.test(cells.at(-1) ?? '')) {
    const column = reading.columns[cells.length - 1] ?? null;
    return refused(column, `${column ?? 'This row'} has an opening quotation mark without a closing one.`);
  }
  const problems: RowProblem[] = [];
  const lead: IncomingLead = { email: '' };
  const custom: Record<string, string> = {};
  for (const [place, field] of Object.entries(reading.mapping) as [string, ImportField][]) {
    const column = reading.columns[Number(place)] ?? '';
    const text = (cells[Number(place)] ?? '').replaceAll('\u0000', '').trim();
    if (text === '') continue;
    if (text.length > importLimits.cellLength)
      return refused(column, `${column} is longer than ${importLimits.cellLength} characters.`);
    if (field === 'custom') custom[column] = text;
    else {
      const reason = put(lead, { field, column }, text, reading);
      if (reason) problems.push({ column, reason });
    }
  }
  const emailColumn = columnOf('email', reading);
  if (lead.email === '') return refused(emailColumn, 'Email is missing.');
  if (lead.email.length > 254 || !ADDRESS.test(lead.email))
    return refused(emailColumn, `Invalid email ${quoted(lead.email)}.`);
  const future = importedStages.find((stage) => (lead[stage]?.getTime() ?? 0) > reading.at.getTime() + DAY_MS);
  if (future) {
    const column = columnOf(fieldOf(future), reading);
    return refused(column, `${column ?? 'A date'} is in the future.`);
  }
  if (Object.keys(custom).length > 0) lead.custom = custom;
  const reportsDelivery =
    Object.values(reading.mapping).includes('delivered_at') || isSentOnly(cellOf('status', cells, reading));
  return { lead: withImplied(lead, reportsDelivery), problems };
}

function put(
  lead: IncomingLead,
  { field, column }: { field: Exclude<ImportField, 'custom'>; column: string },
  text: string,
  reading: RowReading,
): string | null {
  const stage = stageFields[field];
  if (stage) return putStage(lead, { stage, column }, text, reading);
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
      if (text.length > MAX_ID) return `${column} is longer than ${MAX_ID} characters: ${WITHOUT_IT}`;
      lead.externalId = text;
      return null;
    case 'company':
    case 'title':
      lead[field] = text;
      return null;
    case 'phone':
      lead.phone = parsePhone(text, (reading.phoneCountry ?? undefined) as CountryCode | undefined);
      return lead.phone === null ? `Invalid phone ${quoted(text)}: ${WITHOUT_IT}` : null;
    case 'timezone':
      lead.timezone = canonicalTimeZone(text);
      return lead.timezone === null ? `Unknown time zone ${quoted(text)}: ${WITHOUT_IT}` : null;
    default: {
      const reached = stagesOfStatus(text);
      for (const one of reached ?? []) lead[one] ??= reading.at;
      return reached === null ? `Unknown status ${quoted(text)}: ${WITHOUT_IT}` : null;
    }
  }
}

const YES = /^(yes|y|true|x|ja|oui|si|sí|✓|✔)$/i;
const NO = /^(no|n|false|-|–|—|n\/a|na|none|null|never|nein|non)$/i;

/** A date, yes or no, or how often. */
function putStage(
  lead: IncomingLead,
  { stage, column }: { stage: ImportedStage; column: string },
  text: string,
  reading: RowReading,
): string | null {
  if (NO.test(text)) return null;
  if (YES.test(text)) lead[stage] = reading.at;
  else if (/^\d{1,4}$/.test(text)) lead[stage] = Number(text) > 0 ? reading.at : null;
  else {
    const instant = readInstant(text, reading);
    if (!instant || instant.getTime() < Date.UTC(2000, 0, 1))
      return `${column} ${quoted(text)} is neither a date nor yes or no: ${WITHOUT_IT}`;
    lead[stage] = instant;
  }
  return null;
}

const WITHOUT_IT = 'imported without it.';
/** Characters of a value that a sentence repeats. */
const MAX_QUOTED = 60;

function quoted(text: string): string {
  const characters = [...text];
  return `“${characters.length > MAX_QUOTED ? `${characters.slice(0, MAX_QUOTED).join('')}…` : text}”`;
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
