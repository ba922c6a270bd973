import { z } from 'zod';

export const bookingStatuses = ['pending', 'calling', 'completed', 'failed', 'cancelled'] as const;
export const bookingSources = [
  'dashboard',
  'extension',
  'public',
  'widget',
  'agent',
  'calcom',
  'calendly',
  'google',
  'api',
] as const;

/** Bounds that forms show and the API holds. */
export const bookingLimits = {
  titleLength: 200,
  nameLength: 200,
  textLength: 5000,
  shortestMinutes: 5,
  longestMinutes: 480,
  /** Bookings start before it. */
  tooFarAhead: '3000-01-01T00:00:00.000Z',
  pageSize: 50,
  largestPage: 200,
  /** A list counts no further than this. */
  countedUpTo: 1000,
  cancelledAtOnce: 100,
  /** How long a cancellation can be undone. */
  undoMinutes: 10,
} as const;

const instant = z.iso.datetime({ offset: true });
const id = z.string().min(1).max(64);
const oneLine = (longest: number) => z.string().trim().max(longest);
/** Absent, null and empty mean: none. */
const optionalLine = (longest: number) =>
  oneLine(longest)
    .transform((text) => text || null)
    .nullish();
/** Checked with the phone number, so that one response names the faults of both. */
const optionalEmail = oneLine(254)
  .meta({ format: 'email' })
  .transform((text) => text.toLowerCase() || null)
  .nullish();
const optionalId = z
  .union([z.literal(''), id])
  .transform((text) => text || null)
  .nullish();
const minutesRule = `Enter a whole number of minutes from ${bookingLimits.shortestMinutes} to ${bookingLimits.longestMinutes}.`;
const minutes = z.int(minutesRule).min(bookingLimits.shortestMinutes).max(bookingLimits.longestMinutes);

/** `2026-03-08T02:30`, with or without seconds; an offset or `Z` makes it an instant, without one it is wall time in the booking's zone. */
const startTime = z
  .string()
  .trim()
  .regex(
    /^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?([Zz]|[+-]\d{2}:?\d{2})?$/,
    'Enter a date and time in ISO 8601, e.g. 2026-01-15T10:00:00Z, or without an offset for the given time zone.',
  );

/** What one booking changes of its organization's voice settings; an absent key means: as configured. */
const modulationsShape = z.strictObject({
  record: z.boolean().optional(),
  transcribe: z.boolean().optional(),
  translate: z.boolean().optional(),
  survey: z.boolean().optional(),
  qa: z.boolean().optional(),
});

export const zoneOrigins = ['stated', 'by_number'] as const;

const bookingShape = z.object({
  id: z.string(),
  title: z.string(),
  description: z.string().nullable(),
  start_time: instant,
  end_time: instant,
  duration_minutes: z.int(),
  /** Where the start was chosen. */
  timezone: z.string(),
  attendee_name: z.string(),
  attendee_email: z.string().nullable(),
  /** E.164. Null for a meeting at the provider, which nobody is dialled for. */
  attendee_phone: z.string().nullable(),
  /** As stated, else the zone of the number where it has only one wall time at the start. */
  attendee_timezone: z.string().nullable(),
  /** How the zone is known: `stated` by somebody, or taken from the phone number (`by_number`). Null with the zone. */
  attendee_timezone_origin: z.enum(zoneOrigins).nullable(),
  notes: z.string().nullable(),
  status: z.enum(bookingStatuses),
  status_reason: z.string().nullable(),
  source: z.enum(bookingSources),
  modulations: modulationsShape,
  staff_id: z.string().nullable(),
  staff_name: z.string().nullable(),
  service_id: z.string().nullable(),
  service_name: z.string().nullable(),
  /** `call`: placed by us at its time. `meeting`: takes place at the connected calendar. */
  fulfilment: z.enum(['call', 'meeting']),
  /** The connected calendar that holds it too, and whether it agrees: pending, synced or failed with the reason. */
  connection_id: z.string().nullable(),
  sync_state: z.enum(['pending', 'synced', 'failed']).nullable(),
  sync_error: z.string().nullable(),
  join_url: z.string().nullable(),
  external_url: z.string().nullable(),
  /** The member who takes the call. */
  user_id: z.string().nullable(),
  /** The latest attempt. */
  call_id: z.string().nullable(),
  /** When the next call is ordered: the start, later the next retry. */
  due_at: instant,
  attempts: z.int(),
  reminder_sent: z.boolean(),
  created_at: instant,
  updated_at: instant,
  created_by: z.string().nullable(),
});

/** How a wall time that the clocks skip or repeat was understood. */
const startResolution = z.object({
  /** `gap`: the wall time does not exist that day, so the clocks' jump was added. `repeated`: it exists twice, the first was taken. */
  kind: z.enum(['gap', 'repeated']),
  /** The wall time as it was sent. */
  requested: z.string(),
  time_zone: z.string(),
  /** The chosen instant as wall time with its offset. */
  resolved: z.string(),
  /** For `repeated`, the later of the two instants. */
  alternative: instant.nullable(),
  message: z.string(),
});

const bookingWarningCodes = [
  'outside_calling_hours',
  'attendee_zone_unknown',
  'operator_without_phone',
  'no_operator',
] as const;

/** Something to know before saving that does not forbid it. */
const bookingWarningShape = z.object({ code: z.enum(bookingWarningCodes), message: z.string() });

const bookingFields = {
  description: optionalLine(bookingLimits.textLength),
  duration_minutes: minutes.optional(),
  timezone: oneLine(64).min(1).optional(),
  /** Another spelling of `timezone`. */
  time_zone: oneLine(64).min(1).optional(),
  attendee_name: optionalLine(bookingLimits.nameLength),
  attendee_email: optionalEmail,
  attendee_timezone: optionalLine(64),
  notes: optionalLine(bookingLimits.textLength),
  /** Replaces what the booking had. */
  modulations: modulationsShape.optional(),
  staff_id: optionalId,
  /** Another spelling of `staff_id`. */
  staff: optionalId,
  service_id: optionalId,
  /** Another spelling of `service_id`. */
  service: optionalId,
};

export const createBookingBody = z.object({
  ...bookingFields,
  title: z.string('Enter a title.').trim().min(1, 'Enter a title.').max(bookingLimits.titleLength),
  start_time: startTime,
  attendee_phone: z.string('Enter a phone number.').trim().min(1, 'Enter a phone number.').max(40),
  /** Only the extension names itself; otherwise the credential says where a booking comes from. */
  source: z.enum(['dashboard', 'extension', 'api']).optional(),
});

export const updateBookingBody = z
  .object({
    ...bookingFields,
    title: oneLine(bookingLimits.titleLength).min(1, 'Enter a title.').optional(),
    start_time: startTime.optional(),
    attendee_phone: oneLine(40).min(1, 'Enter a phone number.').optional(),
    /** The `updated_at` that the editor saw: a change made meanwhile by somebody else is answered with 409 `conflict`. */
    if_updated_at: instant.optional(),
    status: z.never('The status cannot be set. To cancel a booking, send DELETE.').optional(),
  })
  .refine(
    ({ if_updated_at, ...changes }) => Object.values(changes).some((value) => value !== undefined),
    'Change at least one field.',
  );

export const bookingParams = z.object({ id });

/** Which bookings: the filter that list and export share. */
const filterFields = {
  /** One status or several, separated by commas. */
  status: z
    .string()
    .transform((list) => list.split(',').map((status) => status.trim()))
    .pipe(z.array(z.enum(bookingStatuses)).min(1))
    .optional(),
  /** Starts at or after this instant; a bare date means its midnight in `timezone`. */
  from: oneLine(40).min(1).optional(),
  /** Starts at or before this instant; a bare date means the whole day in `timezone`. */
  to: oneLine(40).min(1).optional(),
  /** Zone of bare dates; the organization's unless told. */
  timezone: oneLine(64).min(1).optional(),
  /** Words to find in title, name and email, or a part of the phone number in any spelling. */
  q: oneLine(100).optional(),
  source: z.enum(bookingSources).optional(),
  /** `call`: Slotline places it. `meeting`: held elsewhere. */
  fulfilment: z.enum(['call', 'meeting']).optional(),
  staff_id: id.optional(),
  /** `upcoming`: starts in the future, or is still to be fulfilled. `past`: all others. */
  view: z.enum(['upcoming', 'past']).optional(),
  /** By start time; `desc` for `view=past`, else `asc`. */
  order: z.enum(['asc', 'desc']).optional(),
};

export const exportBookingsQuery = z.object(filterFields);

export const listBookingsQuery = z.object({
  ...filterFields,
  limit: z.coerce.number().int().min(1).max(bookingLimits.largestPage).default(bookingLimits.pageSize),
  offset: z.coerce.number().int().min(0).max(100_000).default(0),
  /** The `next_cursor` of the page before, with the same filter and order. */
  cursor: oneLine(300).min(1).optional(),
});

export const listBookingsResponse = z.object({
  success: z.literal(true),
  bookings: z.array(bookingShape),
  /** Null on the last page. */
  next_cursor: z.string().nullable(),
  /** All that the filter matches; `capped`: that many or more. */
  total: z.object({ count: z.int(), capped: z.boolean() }),
});

/** Answer to a create or change. */
export const savedBookingResponse = z.object({
  success: z.literal(true),
  booking: bookingShape,
  /** Null when the start was an instant, or a wall time that exists once. */
  start_resolution: startResolution.nullable(),
  warnings: z.array(bookingWarningShape),
});

/** One thing that happened to a booking: when, what, who, and what it rests on. */
export const timelineEntryShape = z.object({
  id: z.string(),
  at: instant,
  /** Dotted, e.g. `booking.created`, `booking.rescheduled`, `call.ordered`, `leg.answered`, `confirmation.ticked`, `recording.completed`. */
  kind: z.string(),
  /** What happened, in a few words. */
  summary: z.string(),
  actor: z.object({
    kind: z.enum(['user', 'api_key', 'scheduler', 'carrier', 'provider']),
    /** A person's name or the system's. */
    name: z.string(),
  }),
  call_id: z.string().nullable(),
  /** Milliseconds since its call attempt started; null for what is not part of an attempt. */
  since_attempt_ms: z.int().nullable(),
  evidence: z.array(z.object({ label: z.string(), value: z.string() })),
});

export const bookingDetailsResponse = z.object({
  success: z.literal(true),
  booking: bookingShape,
  /** Oldest first. */
  timeline: z.array(timelineEntryShape),
});

export const bookingResponse = z.object({ success: z.literal(true), booking: bookingShape });

export const cancelBookingsBody = z.object({
  ids: z.array(id).min(1).max(bookingLimits.cancelledAtOnce),
});

export const cancelBookingsResponse = z.object({
  success: z.literal(true),
  /** In the order of `ids`. `locked`: calling or ended, left as it is. */
  results: z.array(
    z.object({ id: z.string(), outcome: z.enum(['cancelled', 'locked']), status: z.enum(bookingStatuses) }),
  ),
});

/** The preview beside the form: what a booking with these values would mean. */
export const checkBookingQuery = z.object({
  start: startTime,
  timezone: oneLine(64).min(1).optional(),
  duration: z.coerce.number().int().min(bookingLimits.shortestMinutes).max(bookingLimits.longestMinutes).optional(),
  staff: id.optional(),
  service: id.optional(),
  phone: oneLine(40).optional(),
  attendee_timezone: oneLine(64).optional(),
  /** The booking being changed: it does not stand in its own way. */
  booking: id.optional(),
});

export const checkBookingResponse = z.object({
  success: z.literal(true),
  check: z.object({
    start_time: instant,
    end_time: instant,
    duration_minutes: z.int(),
    timezone: z.string(),
    /** Wall time in `timezone` with its offset, e.g. `2026-03-08T03:30:00-04:00`. */
    start_local: z.string(),
    start_resolution: startResolution.nullable(),
    in_past: z.boolean(),
    attendee: z.object({
      /** E.164; null when none was sent or it is not a number. */
      phone: z.string().nullable(),
      phone_valid: z.boolean().nullable(),
      /** Null when the number allows several that differ then. */
      timezone: z.string().nullable(),
      /** All that the number allows. */
      possible_timezones: z.array(z.string()),
      timezone_from: z.enum(['stated', 'phone']).nullable(),
      /** Wall time with its offset where the attendee is. */
      start_local: z.string().nullable(),
      /** Between 21:00 and 08:00 there, or at one of the places that the number allows. */
      at_night: z.boolean().nullable(),
      opted_out: z.boolean(),
    }),
    /** Null when nobody would be booked. Advisory: saving decides. */
    operator: z
      .object({
        staff_id: z.string(),
        name: z.string(),
        timezone: z.string(),
        start_local: z.string(),
        free: z.boolean(),
        busy_until: instant.nullable(),
      })
      .nullable(),
    warnings: z.array(bookingWarningShape),
  }),
});

export type Booking = z.infer<typeof bookingShape>;
export type CreateBookingBody = z.infer<typeof createBookingBody>;
export type UpdateBookingBody = z.infer<typeof updateBookingBody>;
export type ListBookingsQuery = z.infer<typeof listBookingsQuery>;
export type ExportBookingsQuery = z.infer<typeof exportBookingsQuery>;
export type StartResolution = z.infer<typeof startResolution>;
export type BookingWarning = z.infer<typeof bookingWarningShape>;
export type TimelineEntry = z.infer<typeof timelineEntryShape>;
export type CheckBookingQuery = z.infer<typeof checkBookingQuery>;
export type BookingCheck = z.infer<typeof checkBookingResponse>['check'];
export type CancelBookingsResponse = z.infer<typeof cancelBookingsResponse>;
