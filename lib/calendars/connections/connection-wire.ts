import type { z } from 'zod';
import { type CalendarFault, calendarFaults } from '@/lib/calendars/faults';
import { type CalendarRegistry, capabilitiesOf } from '@/lib/calendars/provider-module';
import type { Connection, connectBody } from '@/lib/contracts/calendars';
import type { ConnectionSettings } from '@/lib/db/schema/calendars';
import type { ConnectRequest } from './connect-calendar';
import type { ConnectionRow } from './open-connection';

/** A connection as it stands on the wire: nothing of its credentials or secrets. */
export function connectionToWire(calendars: CalendarRegistry, row: ConnectionRow): Connection {
  const module = calendars[row.provider];
  // While it is connected nothing is to be done about it, e.g. a provider that does not answer just now.
  const fault = row.status === 'connected' ? null : (row.healthReason as CalendarFault | null);
  return {
    id: row.id,
    provider: row.provider,
    title: module.title,
    account: row.accountLabel,
    label: module.provider.label({ ...row, credentials: {} }),
    is_default: row.isDefault,
    status: row.status === 'connected' ? 'connected' : 'needs_attention',
    attention: fault ? { reason: fault, message: calendarFaults[fault] ?? 'Connect the account again.' } : null,
    settings: settingsToWire(row.settings),
    subscription: row.subscription?.state ?? null,
    checked_at: row.healthCheckedAt?.toISOString() ?? null,
    created_at: row.createdAt.toISOString(),
  };
}

/** What each provider can do, as data. */
export function providersToWire(calendars: CalendarRegistry) {
  return Object.values(calendars).map((module) => {
    const can = capabilitiesOf(module);
    return {
      name: module.name,
      title: module.title,
      configured: module.oauth?.configured ?? true,
      capabilities: {
        bookable: can.bookable,
        connect_by: can.connectBy,
        event_types: can.eventTypes,
        creates_event_types: can.createsEventTypes,
        hosts: can.hosts,
        reschedules: can.reschedules,
        cancels: can.cancels,
        marks_absent: can.marksAbsent,
        pushes_changes: can.pushesChanges,
      },
    };
  });
}

function settingsToWire(settings: ConnectionSettings): Connection['settings'] {
  return {
    event_type_id: settings.eventTypeId,
    event_type_name: settings.eventTypeName,
    team_id: settings.teamId,
    buffer_minutes: settings.bufferMinutes,
    calendar_id: settings.calendarId,
    slot_minutes: settings.slotMinutes,
    call_external: settings.callExternal,
    working_hours: settings.workingHours && {
      time_zone: settings.workingHours.timeZone,
      days: settings.workingHours.days,
    },
    share_url: settings.shareUrl,
  };
}

/** Settings as the API takes them, as the row keeps them; absent members stay as they are. */
export function settingsFromWire(settings: Omit<Connection['settings'], 'share_url'>): ConnectionSettings {
  const kept: ConnectionSettings = {
    eventTypeId: settings.event_type_id,
    eventTypeName: settings.event_type_name,
    teamId: settings.team_id,
    bufferMinutes: settings.buffer_minutes,
    calendarId: settings.calendar_id,
    slotMinutes: settings.slot_minutes,
    callExternal: settings.call_external,
    workingHours: settings.working_hours && {
      timeZone: settings.working_hours.time_zone,
      days: settings.working_hours.days,
    },
  };
  return Object.fromEntries(Object.entries(kept).filter(([, value]) => value !== undefined));
}

/** A request to connect, as the API takes it. */
export function connectRequestOf(body: z.infer<typeof connectBody>): ConnectRequest {
  return {
    provider: body.provider,
    ...('api_key' in body ? { apiKey: body.api_key } : {}),
    ...('team_id' in body ? { teamId: body.team_id } : {}),
    ...('share_url' in body ? { shareUrl: body.share_url } : {}),
  };
}
