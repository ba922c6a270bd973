import type { AuditEntryWire } from '@/lib/contracts/audit-log';

const deeds: Readonly<Record<string, string>> = {
  'invite.created': 'invited',
  'invite.revoked': 'revoked the invite of',
  'invite.accepted': 'accepted the invite of',
  'member.role_changed': 'changed the role of',
  'member.removed': 'removed the member',
  'api_key.created': 'made the API key',
  'api_key.revoked': 'revoked the API key',
  'password.changed': 'changed their own password',
  'organization.changed': 'changed the organization',
  'call_settings.changed': 'changed the call settings',
  'voice_settings.changed': 'changed the voice settings',
  'opt_out.created': 'put on the list of opt-outs:',
  'opt_out.deleted': 'took off the list of opt-outs:',
  'connection.connected': 'connected the calendar',
  'connection.renewed': 'connected again the calendar',
  'connection.changed': 'changed the calendar',
  'connection.disconnected': 'disconnected the calendar',
  'staff.created': 'added to staff',
  'staff.changed': 'changed the staff entry of',
  'service.created': 'made the service',
  'service.changed': 'changed the service',
  'host_mapping.set': 'said who at the calendar is',
  'host_mapping.ended': 'ended who at the calendar is',
  'service_mapping.set': 'chose the event type of the service',
  'service_mapping.ended': 'took away the event type of the service',
  'email_tool.connected': 'connected the e-mail tool',
  'email_tool.renewed': 'connected again the e-mail tool',
  'email_tool.changed': 'changed the e-mail tool',
  'email_tool.disconnected': 'disconnected the e-mail tool',
  'attendee.linked': 'linked an attendee to a lead',
  'attendee.unlinked': 'took back the lead of an attendee',
  'attendee.dismissed': 'dismissed an attendee without a lead',
  'attendee.restored': 'took an attendee back among the unmatched',
  'webhook_endpoint.created': 'made the webhook endpoint',
  'webhook_endpoint.changed': 'changed the webhook endpoint',
  'webhook_endpoint.deleted': 'deleted the webhook endpoint',
  'webhook_endpoint.disabled': 'switched off the webhook endpoint',
  'webhook_endpoint.secret_rotated': 'rotated the secret of the webhook endpoint',
  'webhook_endpoint.replayed': 'replayed a span to the webhook endpoint',
  'webhook_delivery.replayed': 'replayed a delivery to the webhook endpoint',
};

/** Who, in words. */
export function actorText({ kind, name }: AuditEntryWire['actor']): string {
  if (kind === 'system') return 'Slotline';
  if (kind === 'provider') return name ?? 'A provider';
  const person = name ?? 'A former member';
  return kind === 'api_key' ? `${person}, by API key` : person;
}

/** What was done, in words; an action from a later version is said as it is. */
export function deedText({ action, target_name }: AuditEntryWire): string {
  return [deeds[action] ?? action, target_name].filter(Boolean).join(' ');
}

/** What was chosen: `role: viewer · from: …`. */
export function detailText({ detail }: AuditEntryWire): string {
  return Object.entries(detail)
    .map(([name, value]) => `${name.replaceAll('_', ' ')}: ${Array.isArray(value) ? value.join(', ') : String(value)}`)
    .join(' · ');
}
