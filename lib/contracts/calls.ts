import { z } from 'zod';
import { timelineEntryShape, zoneOrigins } from './bookings';
import { instant } from './shared';

export const callStatuses = [
  'ordering',
  'unknown',
  'queued',
  'ringing',
  'in-progress',
  'completed',
  'busy',
  'no-answer',
  'failed',
  'canceled',
  'not-placed',
] as const;

/**
 * What a call came to, as the operator declares it. `conversation`: the two talked, so what the quality rules want said
 * had its chance. `key`: the second of the two keys that declare it.
 */
export const callOutcomes = [
  { value: 'connected_interested', label: 'Talked, interested', conversation: true, key: 'i' },
  { value: 'connected_not_interested', label: 'Talked, not interested', conversation: true, key: 'n' },
  { value: 'meeting_booked', label: 'Meeting booked', conversation: true, key: 'm' },
  { value: 'callback_requested', label: 'Wants a call back', conversation: true, key: 'c' },
  { value: 'do_not_call', label: 'Does not want to be called', conversation: true, key: 'd' },
  { value: 'wrong_number', label: 'Wrong number', conversation: false, key: 'w' },
  { value: 'voicemail', label: 'Voicemail', conversation: false, key: 'v' },
  { value: 'no_answer', label: 'No answer', conversation: false, key: 'a' },
] as const;

export type CallOutcome = (typeof callOutcomes)[number]['value'];
const outcomeValues = callOutcomes.map(({ value }) => value) as [CallOutcome, ...CallOutcome[]];

/** Bounds that forms show and the API holds. */
export const callLimits = { notesLength: 10_000, outcomeNoteLength: 2_000, pageSize: 50, largestPage: 200 } as const;

const id = z.string().min(1).max(64);
const nullableInstant = instant.nullable();

const callFields = {
  id: z.string(),
  booking_id: z.string(),
  booking_title: z.string(),
  attendee_name: z.string(),
  /** E.164. */
  attendee_phone: z.string(),
  operator_name: z.string().nullable(),
  /** 1 for the first call of a booking. */
  attempt: z.int(),
  status: z.enum(callStatuses),
  /** Still under way. */
  live: z.boolean(),
  failure_reason: z.string().nullable(),
  /** The reason in words. */
  failure_text: z.string().nullable(),
  call_order: z.enum(['operator_first', 'attendee_first']),
  /** When it was to leave. */
  due_at: instant,
  /** When the scheduler took it up. */
  intent_at: instant,
  ordered_at: nullableInstant,
  /** `ordered_at − due_at`. */
  lateness_ms: z.int().nullable(),
  operator_accepted_at: nullableInstant,
  attendee_answered_at: nullableInstant,
  /** When the attendee had heard every disclosure. */
  disclosed_at: nullableInstant,
  bridged_at: nullableInstant,
  ended_at: nullableInstant,
  talk_seconds: z.int().nullable(),
  answered_by: z.enum(['human', 'machine']).nullable(),
  outcome: z.enum(outcomeValues).nullable(),
  outcome_at: nullableInstant,
  recorded: z.boolean(),
};

const callShape = z.object(callFields);

const legShape = z.object({
  party: z.enum(['operator', 'attendee']),
  status: z.enum(callStatuses),
  carrier_sid: z.string(),
  ringing_at: nullableInstant,
  answered_at: nullableInstant,
  ended_at: nullableInstant,
  duration_seconds: z.int().nullable(),
  answered_by: z.string().nullable(),
});

const callDetailsShape = z.object({
  ...callFields,
  /** The carrier's id of the first leg. */
  carrier_sid: z.string().nullable(),
  booking: z.object({
    start_time: instant,
    duration_minutes: z.int(),
    timezone: z.string(),
    status: z.string(),
    attendee_email: z.string().nullable(),
    attendee_timezone: z.string().nullable(),
    attendee_timezone_origin: z.enum(zoneOrigins).nullable(),
    description: z.string().nullable(),
    notes: z.string().nullable(),
  }),
  legs: z.array(legShape),
  /** Oldest first. */
  timeline: z.array(timelineEntryShape),
  voice: z.object({
    record: z.boolean(),
    transcribe: z.boolean(),
    translate: z.boolean(),
    survey: z.boolean(),
    qa: z.boolean(),
  }),
  /** The prompts to say and tick; those ticked keep the words that held then. */
  confirmations: z.array(
    z.object({
      key: z.string(),
      text: z.string(),
      required: z.boolean(),
      confirmed_at: nullableInstant,
      confirmed_by: z.string().nullable(),
    }),
  ),
  /** Null: none was asked for, or this role may not know it. Its sound: `GET /api/calls/:id/recording`. */
  recording: z
    .object({
      status: z.enum(['requested', 'in-progress', 'completed', 'absent', 'failed']),
      duration_seconds: z.int().nullable(),
      playable: z.boolean(),
    })
    .nullable(),
  transcripts: z.array(z.object({ status: z.string(), text: z.string().nullable(), received_at: instant })),
  gates: z.array(z.object({ gate: z.string(), passed: z.boolean(), evidence: z.string() })),
  survey_answer: z.string().nullable(),
  notes: z.string().nullable(),
  outcome_note: z.string().nullable(),
  /** Name of who declared the outcome. */
  outcome_by: z.string().nullable(),
  /** What the asking person may do with this call now. */
  rights: z.object({
    tick: z.boolean(),
    declare_outcome: z.boolean(),
    edit_notes: z.boolean(),
    hear_recording: z.boolean(),
    end: z.boolean(),
  }),
});

export const callParams = z.object({ id });

export const listCallsQuery = z.object({
  /** One status or several, separated by commas. */
  status: z
    .string()
    .transform((list) => list.split(',').map((status) => status.trim()))
    .pipe(z.array(z.enum(callStatuses)).min(1))
    .optional(),
  /** `live`: still under way. `open`: over, talked, and no outcome declared yet. */
  view: z.enum(['live', 'open']).optional(),
  booking_id: id.optional(),
  /** Taken up at or after this instant. */
  from: z.iso.datetime({ offset: true }).optional(),
  /** Taken up before this instant. */
  to: z.iso.datetime({ offset: true }).optional(),
  limit: z.coerce.number().int().min(1).max(callLimits.largestPage).default(callLimits.pageSize),
  /** The `next_cursor` of the page before. */
  cursor: z.string().min(1).max(200).optional(),
});

export const listCallsResponse = z.object({
  success: z.literal(true),
  /** Newest first. */
  calls: z.array(callShape),
  /** Null on the last page. */
  next_cursor: z.string().nullable(),
});

export const callResponse = z.object({ success: z.literal(true), call: callDetailsShape });

/** Which prompt is ticked, or (in the query of a DELETE) unticked. */
export const confirmationKey = z.object({ key: z.string().min(1).max(100) });

export const declareOutcomeBody = z.object({
  outcome: z.enum(outcomeValues),
  note: z
    .string()
    .trim()
    .max(callLimits.outcomeNoteLength)
    .transform((text) => text || null)
    .nullish(),
});

export const updateCallBody = z.object({
  notes: z
    .string()
    .max(callLimits.notesLength)
    .transform((text) => text.trim() || null)
    .nullable(),
});

export const endCallResponse = z.object({
  success: z.literal(true),
  /** `survey`: the operator's line ends, the attendee is asked the question. */
  result: z.enum(['hung_up', 'survey']),
});

export type Call = z.infer<typeof callShape>;
export type CallDetails = z.infer<typeof callDetailsShape>;
export type ListCallsQuery = z.infer<typeof listCallsQuery>;
export type DeclareOutcomeBody = z.infer<typeof declareOutcomeBody>;
