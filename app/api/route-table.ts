import * as agentsByIdCalendar from '@/app/api/agents/[id]/calendar/route';
import * as apiKeysById from '@/app/api/api-keys/[id]/route';
import * as apiKeys from '@/app/api/api-keys/route';
import * as auditLog from '@/app/api/audit-log/route';
import * as authMe from '@/app/api/auth/me/route';
import * as authPassword from '@/app/api/auth/password/route';
import * as authSignIn from '@/app/api/auth/sign-in/route';
import * as authSignOut from '@/app/api/auth/sign-out/route';
import * as authSwitch from '@/app/api/auth/switch/route';
import * as bookingsByIdAttendeesByIdAttendance from '@/app/api/bookings/[id]/attendees/[attendeeId]/attendance/route';
import * as bookingsByIdAttendeesById from '@/app/api/bookings/[id]/attendees/[attendeeId]/route';
import * as bookingsByIdAttendees from '@/app/api/bookings/[id]/attendees/route';
import * as bookingsByIdRestore from '@/app/api/bookings/[id]/restore/route';
import * as bookingsById from '@/app/api/bookings/[id]/route';
import * as bookingsCancel from '@/app/api/bookings/cancel/route';
import * as bookingsCheck from '@/app/api/bookings/check/route';
import * as bookingsExport from '@/app/api/bookings/export/route';
import * as bookings from '@/app/api/bookings/route';
import * as calendarsBookings from '@/app/api/calendars/bookings/route';
import * as calendarsEmbedBookings from '@/app/api/calendars/embed-bookings/route';
import * as calendarsSlots from '@/app/api/calendars/slots/route';
import * as callsByIdConfirmations from '@/app/api/calls/[id]/confirmations/route';
import * as callsByIdEnd from '@/app/api/calls/[id]/end/route';
import * as callsByIdOutcome from '@/app/api/calls/[id]/outcome/route';
import * as callsByIdRecording from '@/app/api/calls/[id]/recording/route';
import * as callsById from '@/app/api/calls/[id]/route';
import * as calls from '@/app/api/calls/route';
import * as campaignsByIdFunnel from '@/app/api/campaigns/[id]/funnel/route';
import * as campaignsById from '@/app/api/campaigns/[id]/route';
import * as campaigns from '@/app/api/campaigns/route';
import * as clientsByIdBookings from '@/app/api/clients/[id]/bookings/route';
import * as clientsByIdFunnel from '@/app/api/clients/[id]/funnel/route';
import * as clientsById from '@/app/api/clients/[id]/route';
import * as clients from '@/app/api/clients/route';
import * as connectionsByIdCalendars from '@/app/api/connections/[id]/calendars/route';
import * as connectionsByIdEventTypes from '@/app/api/connections/[id]/event-types/route';
import * as connectionsByIdHosts from '@/app/api/connections/[id]/hosts/route';
import * as connectionsByIdMappings from '@/app/api/connections/[id]/mappings/route';
import * as connectionsById from '@/app/api/connections/[id]/route';
import * as connectionsByIdServices from '@/app/api/connections/[id]/services/route';
import * as connections from '@/app/api/connections/route';
import * as emailToolsByIdImport from '@/app/api/email-tools/[id]/import/route';
import * as emailToolsById from '@/app/api/email-tools/[id]/route';
import * as emailTools from '@/app/api/email-tools/route';
import * as funnelNoShows from '@/app/api/funnel/no-shows/route';
import * as funnelPeople from '@/app/api/funnel/people/route';
import * as funnel from '@/app/api/funnel/route';
import * as invitesById from '@/app/api/invites/[id]/route';
import * as invitesAccept from '@/app/api/invites/accept/route';
import * as invites from '@/app/api/invites/route';
import * as leadImportsByIdComplete from '@/app/api/lead-imports/[id]/complete/route';
import * as leadImportsByIdErrors from '@/app/api/lead-imports/[id]/errors/route';
import * as leadImportsByIdPartsByPart from '@/app/api/lead-imports/[id]/parts/[part]/route';
import * as leadImportsById from '@/app/api/lead-imports/[id]/route';
import * as leadImportsByIdStart from '@/app/api/lead-imports/[id]/start/route';
import * as leadImportsBegin from '@/app/api/lead-imports/begin/route';
import * as leadImports from '@/app/api/lead-imports/route';
import * as leadsById from '@/app/api/leads/[id]/route';
import * as leads from '@/app/api/leads/route';
import * as membersById from '@/app/api/members/[id]/route';
import * as members from '@/app/api/members/route';
import * as noticesByIdRead from '@/app/api/notices/[id]/read/route';
import * as notices from '@/app/api/notices/route';
import * as optOutsById from '@/app/api/opt-outs/[id]/route';
import * as optOuts from '@/app/api/opt-outs/route';
import * as organizationAttendance from '@/app/api/organization/attendance/route';
import * as organizationCallSettings from '@/app/api/organization/call-settings/route';
import * as organization from '@/app/api/organization/route';
import * as organizationVoice from '@/app/api/organization/voice/route';
import * as scheduler from '@/app/api/scheduler/route';
import * as servicesById from '@/app/api/services/[id]/route';
import * as services from '@/app/api/services/route';
import * as staffById from '@/app/api/staff/[id]/route';
import * as staff from '@/app/api/staff/route';
import * as unmatchedBookingsByIdCandidates from '@/app/api/unmatched-bookings/[id]/candidates/route';
import * as unmatchedBookingsByIdDismiss from '@/app/api/unmatched-bookings/[id]/dismiss/route';
import * as unmatchedBookingsByIdLink from '@/app/api/unmatched-bookings/[id]/link/route';
import * as unmatchedBookingsByIdRestore from '@/app/api/unmatched-bookings/[id]/restore/route';
import * as unmatchedBookingsByIdUnlink from '@/app/api/unmatched-bookings/[id]/unlink/route';
import * as unmatchedBookings from '@/app/api/unmatched-bookings/route';
import * as webhookDeliveriesByIdReplay from '@/app/api/webhook-deliveries/[id]/replay/route';
import * as webhookDeliveriesById from '@/app/api/webhook-deliveries/[id]/route';
import * as webhookDeliveries from '@/app/api/webhook-deliveries/route';
import * as webhookEndpointsByIdReplay from '@/app/api/webhook-endpoints/[id]/replay/route';
import * as webhookEndpointsByIdRotateSecret from '@/app/api/webhook-endpoints/[id]/rotate-secret/route';
import * as webhookEndpointsById from '@/app/api/webhook-endpoints/[id]/route';
import * as webhookEndpointsByIdTest from '@/app/api/webhook-endpoints/[id]/test/route';
import * as webhookEndpoints from '@/app/api/webhook-endpoints/route';
import * as webhookEventsByIdReplay from '@/app/api/webhook-events/[id]/replay/route';
import * as webhookEventsById from '@/app/api/webhook-events/[id]/route';
import * as webhookEventsDays from '@/app/api/webhook-events/days/route';
import * as webhookEvents from '@/app/api/webhook-events/route';
import type { RawRoute, RouteTable } from '@/lib/http/routes/describe-api';

/** Every declared route by its address: what the API's description and the checks of all routes walk. */
export const routes: RouteTable = {
  '/api/bookings/[id]/attendees/[attendeeId]/attendance': bookingsByIdAttendeesByIdAttendance,
  '/api/bookings/[id]/attendees/[attendeeId]': bookingsByIdAttendeesById,
  '/api/bookings/[id]/attendees': bookingsByIdAttendees,
  '/api/campaigns/[id]/funnel': campaignsByIdFunnel,
  '/api/campaigns/[id]': campaignsById,
  '/api/campaigns': campaigns,
  '/api/clients/[id]/bookings': clientsByIdBookings,
  '/api/clients/[id]/funnel': clientsByIdFunnel,
  '/api/clients/[id]': clientsById,
  '/api/clients': clients,
  '/api/email-tools/[id]/import': emailToolsByIdImport,
  '/api/email-tools/[id]': emailToolsById,
  '/api/email-tools': emailTools,
  '/api/funnel/no-shows': funnelNoShows,
  '/api/funnel/people': funnelPeople,
  '/api/funnel': funnel,
  '/api/lead-imports/[id]/complete': leadImportsByIdComplete,
  '/api/lead-imports/[id]/errors': leadImportsByIdErrors,
  '/api/lead-imports/[id]/parts/[part]': leadImportsByIdPartsByPart,
  '/api/lead-imports/[id]': leadImportsById,
  '/api/lead-imports/[id]/start': leadImportsByIdStart,
  '/api/lead-imports/begin': leadImportsBegin,
  '/api/lead-imports': leadImports,
  '/api/leads/[id]': leadsById,
  '/api/leads': leads,
  '/api/organization/attendance': organizationAttendance,
  '/api/agents/[id]/calendar': agentsByIdCalendar,
  '/api/api-keys/[id]': apiKeysById,
  '/api/api-keys': apiKeys,
  '/api/audit-log': auditLog,
  '/api/auth/me': authMe,
  '/api/auth/password': authPassword,
  '/api/auth/sign-in': authSignIn,
  '/api/auth/sign-out': authSignOut,
  '/api/auth/switch': authSwitch,
  '/api/bookings/[id]/restore': bookingsByIdRestore,
  '/api/bookings/[id]': bookingsById,
  '/api/bookings/cancel': bookingsCancel,
  '/api/bookings/check': bookingsCheck,
  '/api/bookings/export': bookingsExport,
  '/api/bookings': bookings,
  '/api/calendars/bookings': calendarsBookings,
  '/api/calendars/embed-bookings': calendarsEmbedBookings,
  '/api/calendars/slots': calendarsSlots,
  '/api/calls/[id]/confirmations': callsByIdConfirmations,
  '/api/calls/[id]/end': callsByIdEnd,
  '/api/calls/[id]/outcome': callsByIdOutcome,
  '/api/calls/[id]/recording': callsByIdRecording,
  '/api/calls/[id]': callsById,
  '/api/calls': calls,
  '/api/connections/[id]/calendars': connectionsByIdCalendars,
  '/api/connections/[id]/event-types': connectionsByIdEventTypes,
  '/api/connections/[id]/hosts': connectionsByIdHosts,
  '/api/connections/[id]/mappings': connectionsByIdMappings,
  '/api/connections/[id]': connectionsById,
  '/api/connections/[id]/services': connectionsByIdServices,
  '/api/connections': connections,
  '/api/invites/[id]': invitesById,
  '/api/invites/accept': invitesAccept,
  '/api/invites': invites,
  '/api/members/[id]': membersById,
  '/api/members': members,
  '/api/notices/[id]/read': noticesByIdRead,
  '/api/notices': notices,
  '/api/opt-outs/[id]': optOutsById,
  '/api/opt-outs': optOuts,
  '/api/organization/call-settings': organizationCallSettings,
  '/api/organization': organization,
  '/api/organization/voice': organizationVoice,
  '/api/scheduler': scheduler,
  '/api/services/[id]': servicesById,
  '/api/services': services,
  '/api/staff/[id]': staffById,
  '/api/staff': staff,
  '/api/unmatched-bookings/[id]/candidates': unmatchedBookingsByIdCandidates,
  '/api/unmatched-bookings/[id]/dismiss': unmatchedBookingsByIdDismiss,
  '/api/unmatched-bookings/[id]/link': unmatchedBookingsByIdLink,
  '/api/unmatched-bookings/[id]/restore': unmatchedBookingsByIdRestore,
  '/api/unmatched-bookings/[id]/unlink': unmatchedBookingsByIdUnlink,
  '/api/unmatched-bookings': unmatchedBookings,
  '/api/webhook-deliveries/[id]/replay': webhookDeliveriesByIdReplay,
  '/api/webhook-deliveries/[id]': webhookDeliveriesById,
  '/api/webhook-deliveries': webhookDeliveries,
  '/api/webhook-endpoints/[id]/replay': webhookEndpointsByIdReplay,
  '/api/webhook-endpoints/[id]/rotate-secret': webhookEndpointsByIdRotateSecret,
  '/api/webhook-endpoints/[id]': webhookEndpointsById,
  '/api/webhook-endpoints/[id]/test': webhookEndpointsByIdTest,
  '/api/webhook-endpoints': webhookEndpoints,
  '/api/webhook-events/[id]/replay': webhookEventsByIdReplay,
  '/api/webhook-events/[id]': webhookEventsById,
  '/api/webhook-events/days': webhookEventsDays,
  '/api/webhook-events': webhookEvents,
};

/** The routes that are no members' forms: their callers sign, or need not say who they are. */
export const rawRoutes: Readonly<Record<string, RawRoute>> = {
  '/api/cron/calendar-sync': {
    method: 'GET',
    caller: 'cron',
    summary: 'Looks after the connected calendars: tokens, subscriptions, changes at the provider.',
  },
  '/api/cron/deliveries': { method: 'GET', caller: 'cron', summary: 'Does the queued work that is due.' },
  '/api/cron/funnel-refresh': {
    method: 'GET',
    caller: 'cron',
    summary: 'Brings the funnel up to date, and compares it daily with a count from scratch.',
  },
  '/api/cron/retention': { method: 'GET', caller: 'cron', summary: 'Deletes what nobody needs any more.' },
  '/api/cron/scheduled-calls': {
    method: 'GET',
    caller: 'cron',
    summary: 'Places the calls that are due, each at its second.',
  },
  '/api/health': {
    method: 'GET',
    caller: 'anybody',
    summary: 'Whether the database and the KV store answer; 503 when not.',
  },
  '/api/oauth/[provider]/callback': {
    method: 'GET',
    caller: 'member',
    summary: 'Where a provider sends the browser back to after a consent; redirects to the integrations page.',
  },
  '/api/oauth/[provider]/start': {
    method: 'GET',
    caller: 'member',
    summary: 'Redirects the browser to the consent page of a calendar provider.',
  },
  '/api/openapi.json': { method: 'GET', caller: 'anybody', summary: 'This description.' },
  '/api/webhooks/calcom/[connection]': {
    method: 'POST',
    caller: 'provider',
    summary: 'Cal.com tells what happened in a connected account.',
  },
  '/api/webhooks/calcom': {
    method: 'POST',
    caller: 'provider',
    summary: 'Cal.com tells what happened; the account follows from what it tells.',
  },
  '/api/webhooks/calendly/[connection]': {
    method: 'POST',
    caller: 'provider',
    summary: 'Calendly tells what happened in a connected account.',
  },
  '/api/webhooks/calendly': {
    method: 'POST',
    caller: 'provider',
    summary: 'Calendly tells what happened; the account follows from what it tells.',
  },
  '/api/webhooks/emailbison/[token]': {
    method: 'POST',
    caller: 'provider',
    summary: 'EmailBison tells that something happened to a lead, which is then read.',
  },
  '/api/webhooks/google/[connection]': {
    method: 'POST',
    caller: 'provider',
    summary: 'Google tells that something changed in a connected calendar.',
  },
  '/api/webhooks/microsoft/[connection]': {
    method: 'POST',
    caller: 'provider',
    summary: 'Microsoft Graph tells that something changed in a connected calendar.',
  },
  '/api/webhooks/signalwire/message': {
    method: 'POST',
    caller: 'provider',
    summary: 'The carrier hands over a text message, or tells what became of one.',
  },
  '/api/webhooks/signalwire/recording': {
    method: 'POST',
    caller: 'provider',
    summary: 'The carrier reports what became of a recording.',
  },
  '/api/webhooks/signalwire/status': {
    method: 'POST',
    caller: 'provider',
    summary: 'The carrier reports the progress of a leg.',
  },
  '/api/webhooks/signalwire/transcription': {
    method: 'POST',
    caller: 'provider',
    summary: 'The carrier posts a transcription.',
  },
  '/api/webhooks/signalwire/voice': {
    method: 'POST',
    caller: 'provider',
    summary: 'The carrier asks what to do next on a leg; the answer is cXML.',
  },
};
