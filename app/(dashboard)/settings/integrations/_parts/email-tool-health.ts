import type { EmailToolWire } from '@/lib/contracts/email-tools';

/** What is wrong with a workspace, and what to do; null while nothing is. */
export function healthText({ health_reason }: Pick<EmailToolWire, 'health_reason'>): string | null {
  switch (health_reason) {
    case null:
      return null;
    case 'token_refused':
      return 'EmailBison does not accept the token any more. Make a new one there, for an API user of this workspace, and reconnect it.';
    case 'other_workspace':
      return 'The token reads another workspace now, so nothing more is read. Make one there for an API user of this workspace, and reconnect it.';
    case 'missing':
      return 'EmailBison did not find something that it had listed. It is read again by itself; look there whether a campaign was deleted.';
    case 'refused':
      return 'EmailBison answered something that cannot be read. It is asked again by itself; what was read stays.';
    default:
      return 'EmailBison could not be asked. It is tried again by itself; what was read stays.';
  }
}
