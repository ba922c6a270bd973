import { scopeText } from '@/app/(dashboard)/settings/_parts/permission-words';
import type { AuditEntryWire } from '@/lib/contracts/audit-log';
import { providerTitle } from '@/lib/contracts/provider-titles';

const actions: Readonly<Record<string, string>> = {
  'invite.created': 'invited',
  'invite.revoked': 'revoked the invite for',
  'invite.accepted': 'accepted the invite for',
  'member.role_changed': 'changed the role of',
  'member.removed': 'removed the member',
  'api_key.created': 'created the API key',
  'api_key.revoked': 'revoked the API key',
  'password.changed': 'changed their password',
  'organization.changed': 'edited the organization',
  'call_settings.changed': 'edited the call settings',
  'voice_settings.changed': 'edited the voice settings',
  'opt_out.created': 'added to the do-not-call list:',
  'opt_out.deleted': 'removed from the do-not-call list:',
  'connection.connected': 'connected the calendar',
  'connection.renewed': 'reconnected the calendar',
  'connection.changed': 'edited the calendar',
  'connection.disconnected': 'disconnected the calendar',
  'staff.created': 'added the staff member',
  'staff.changed': 'edited the staff member',
  'service.created': 'created the service',
  'service.changed': 'edited the service',
  'host_mapping.set': 'linked a calendar user to',
  'host_mapping.ended': 'unlinked the calendar user of',
  'service_mapping.set': 'chose the event type of',
  'service_mapping.ended': 'removed the event type of',
  'email_tool.connected': 'connected the email tool',
  'email_tool.renewed': 'reconnected the email tool',
  'email_tool.changed': 'edited the email tool',
  'email_tool.disconnected': 'disconnected the email tool',
  'attendee.linked': 'linked an attendee to a lead',
  'attendee.unlinked': 'unlinked an attendee from a lead',
  'attendee.dismissed': 'dismissed an unmatched attendee',
  'attendee.restored': 'restored an unmatched attendee',
  'webhook_endpoint.created': 'created the webhook endpoint',
  'webhook_endpoint.changed': 'edited the webhook endpoint',
  'webhook_endpoint.deleted': 'deleted the webhook endpoint',
  'webhook_endpoint.disabled': 'disabled the webhook endpoint',
  'webhook_endpoint.secret_rotated': 'rotated the secret of the webhook endpoint',
  'webhook_endpoint.replayed': 'replayed events to the webhook endpoint',
  'webhook_delivery.replayed': 'replayed a delivery to the webhook endpoint',
};

/** Who did it. */
export function actorText({ kind, name }: AuditEntryWire['actor']): string {
  if (kind === 'system') return 'Slotline';
  if (kind === 'provider') return name ?? 'A provider';
  const person = name ?? 'A former member';
  return kind === 'api_key' ? `${person} (API key)` : person;
}

/** What was done; an unknown action is shown as it is. */
export function actionText({ action, target_name }: AuditEntryWire): string {
  return [actions[action] ?? action, target_name].filter(Boolean).join(' ');
}

/** The details that have a value: `role: viewer · lead ID: ld_…`. */
export function detailText({ detail }: AuditEntryWire): string {
  return Object.entries(detail)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${name.replaceAll('_', ' ').replace(/ id$/, ' ID')}: ${valueText(name, value)}`)
    .join(' · ');
}

function valueText(name: string, value: unknown): string {
  if (Array.isArray(value)) return value.map((one) => valueText(name, one)).join(', ');
  if (name === 'scopes') return scopeText(String(value));
  return name === 'provider' ? providerTitle(String(value)) : String(value);
}
