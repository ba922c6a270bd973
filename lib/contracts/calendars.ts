import { z } from 'zod';

const instant = z.iso.datetime({ offset: true });
const id = z.string().min(1).max(64);
const zone = z.string().trim().min(1).max(64);

const calendarProviders = ['calcom', 'calendly', 'google', 'outlook', 'calendly_embed', 'sandbox'] as const;

export const idParams = z.object({ id });

/** Local wall time. */
const wallTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Enter a time as HH:MM.');

const connectionSettingsShape = z.strictObject({
  event_type_id: z.string().max(300).optional(),
  event_type_name: z.string().max(200).optional(),
  team_id: z.string().max(64).optional(),
  buffer_minutes: z.int().min(0).max(240).optional(),
  calendar_id: z.string().max(300).optional(),
  slot_minutes: z.int().min(5).max(480).optional(),
  /** Whether bookings made at the provider are called at their time, where a number is known. */
  call_external: z.boolean().optional(),
  working_hours: z
    .strictObject({
      time_zone: zone,
      days: z.array(z.strictObject({ weekday: z.int().min(1).max(7), start: wallTime, end: wallTime })).max(21),
    })
    .optional(),
});

const connectionShape = z.object({
  id: z.string(),
  provider: z.enum(calendarProviders),
  title: z.string(),
  /** Email or address of the connected account. */
  account: z.string(),
  /** As the provider's own words name what is booked. */
  label: z.string(),
  is_default: z.boolean(),
  status: z.enum(['connected', 'needs_attention']),
  /** What is wrong and what to do, while it needs attention. */
  attention: z.object({ reason: z.string(), message: z.string() }).nullable(),
  settings: connectionSettingsShape.extend({ share_url: z.string().optional() }),
  /** Whether the provider tells us of changes. */
  subscription: z.enum(['active', 'disabled', 'missing']).nullable(),
  checked_at: instant.nullable(),
  created_at: instant,
});
export type Connection = z.infer<typeof connectionShape>;

const capabilitiesShape = z.object({
  bookable: z.boolean(),
  connect_by: z.enum(['key', 'oauth', 'share_url', 'none']),
  event_types: z.boolean(),
  creates_event_types: z.boolean(),
  hosts: z.boolean(),
  reschedules: z.boolean(),
  cancels: z.boolean(),
  marks_absent: z.boolean(),
  pushes_changes: z.boolean(),
});

const providerShape = z.object({
  name: z.enum(calendarProviders),
  title: z.string(),
  /** False: this installation has no client at the provider. */
  configured: z.boolean(),
  capabilities: capabilitiesShape,
});
export type CalendarProviderWire = z.infer<typeof providerShape>;
export type CalendarProviderId = CalendarProviderWire['name'];

export const connectionsResponse = z.object({
  success: z.literal(true),
  connections: z.array(connectionShape),
  providers: z.array(providerShape),
  agents: z.array(z.object({ id: z.string(), name: z.string(), connection_id: z.string().nullable() })),
});

export type IntegrationsOverview = Omit<z.infer<typeof connectionsResponse>, 'success'>;

export const connectionResponse = z.object({ success: z.literal(true), connection: connectionShape });

export const connectBody = z.discriminatedUnion('provider', [
  z.strictObject({
    provider: z.literal('calcom'),
    api_key: z.string().trim().min(8).max(200),
    team_id: z.string().trim().max(64).optional(),
  }),
  z.strictObject({ provider: z.literal('calendly_embed'), share_url: z.string().trim().max(300) }),
  z.strictObject({ provider: z.literal('sandbox') }),
]);

export const updateConnectionBody = z
  .strictObject({ settings: connectionSettingsShape.optional(), is_default: z.literal(true).optional() })
  .refine((body) => body.settings !== undefined || body.is_default !== undefined, 'Change at least one field.');

export const successShape = z.object({ success: z.literal(true) });

export const eventTypesQuery = z.object({
  q: z.string().max(100).optional(),
  refresh: z.enum(['1', 'true']).optional(),
});

const eventTypeShape = z.object({
  id: z.string(),
  name: z.string(),
  duration_minutes: z.number(),
  url: z.string().nullable(),
});

export const eventTypesResponse = z.object({
  success: z.literal(true),
  event_types: z.array(eventTypeShape),
  /** How many match the search; at most 25 are listed. */
  matching: z.int(),
  fetched_at: instant,
  /** The provider could not be asked: this is the last known list. */
  could_not_refresh: z.boolean(),
  /** The provider takes long: this is the last known list, ask again in a moment. */
  refreshing: z.boolean(),
});
export type EventTypeWire = z.infer<typeof eventTypeShape>;
export type EventTypesResponse = z.infer<typeof eventTypesResponse>;

export const accountCalendarsResponse = z.object({
  success: z.literal(true),
  /** The main one first; empty where an account is one calendar. */
  calendars: z.array(z.object({ id: z.string(), name: z.string(), is_main: z.boolean() })),
});
export type AccountCalendarsResponse = z.infer<typeof accountCalendarsResponse>;

export const slotsQuery = z.object({
  connection_id: id.optional(),
  /** Only this day of `timezone`; at most 30 days ahead. */
  date: z.iso.date().optional(),
  /** Only times at which this member of staff, who is a host of the calendar, is free here as well. */
  staff_id: id.optional(),
  days: z.coerce.number().int().min(1).max(31).default(14),
  timezone: zone.default('UTC'),
});

const slotShape = z.object({ start: instant, end: instant, token: z.string() });

export const slotsResponse = z.object({
  success: z.literal(true),
  connection: z.object({ id: z.string(), label: z.string() }),
  timezone: z.string(),
  /** Local date in `timezone` → its free slots, earliest first; a day without any is absent. */
  days: z.record(z.string(), z.array(slotShape)),
  fetched_at: instant,
  stale: z.boolean(),
});
export type SlotsResponse = z.infer<typeof slotsResponse>;

export const bookSlotBody = z.strictObject({
  slot_token: z.string().min(1).max(2000),
  visitor_name: z.string().trim().min(1).max(200),
  visitor_email: z.email('Enter a valid email address, e.g. name@company.com.').max(254),
  visitor_phone: z.string().trim().max(40).optional(),
  timezone: zone.optional(),
  notes: z.string().trim().max(2000).optional(),
});

export const bookSlotResponse = z.object({
  success: z.literal(true),
  /** `unconfirmed`: the calendar did not answer in time; it is asked until it is known. `link`: book on this page. */
  status: z.enum(['booked', 'unconfirmed', 'link']),
  booking_id: z.string(),
  start_time: instant.nullable(),
  end_time: instant.nullable(),
  join_url: z.string().nullable(),
  details_url: z.string().nullable(),
});

export const mappingsResponse = z.object({
  success: z.literal(true),
  staff: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      email: z.string().nullable(),
      host_id: z.string().nullable(),
      host_email: z.string().nullable(),
    }),
  ),
  services: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      duration_minutes: z.int(),
      event_type_id: z.string().nullable(),
      event_type_name: z.string().nullable(),
    }),
  ),
  /** The provider's hosts, with the member of staff who has the same email address. Null: it could not be asked. */
  hosts: z
    .array(
      z.object({
        id: z.string(),
        name: z.string(),
        email: z.string().nullable(),
        suggested_staff_id: z.string().nullable(),
      }),
    )
    .nullable(),
});
export type MappingsResponse = z.infer<typeof mappingsResponse>;

export const mapHostBody = z.strictObject({
  staff_id: id,
  host: z.strictObject({ id: z.string().min(1).max(200), email: z.string().max(254).nullable() }).nullable(),
});

export const mapServiceBody = z.strictObject({
  service_id: id,
  event_type: z.strictObject({ id: z.string().min(1).max(300), name: z.string().min(1).max(200) }).nullable(),
});

export const createEventTypeBody = z.strictObject({ service_id: id });
export const createEventTypeResponse = z.object({ success: z.literal(true), event_type: eventTypeShape });

export const agentCalendarBody = z.strictObject({ connection_id: id.nullable() });

export const embedBookingBody = z.strictObject({
  connection_id: id,
  event_uri: z.string().max(300),
  invitee_uri: z.string().max(300),
  visitor_name: z.string().trim().min(1).max(200),
  visitor_email: z.email().max(254).nullish(),
  timezone: zone.default('UTC'),
});
export const embedBookingResponse = z.object({
  success: z.literal(true),
  booking_id: z.string().nullable(),
  repeated: z.boolean(),
});
