import type { EmailToolWire } from '@/lib/contracts/email-tools';

/** What is wrong with a workspace and how to fix it; null when nothing is. */
export function healthText({ health_reason }: Pick<EmailToolWire, 'health_reason'>): string | null {
  switch (health_reason) {
    case null:
      return null;
    case 'token_refused':
      return 'EmailBison no longer accepts the token. Create a new one for an API user of this workspace, then reconnect.';
    case 'other_workspace':
      return 'The token now belongs to another workspace, so syncing stopped. Create one for an API user of this workspace, then reconnect.';
    case 'missing':
      return 'EmailBison couldn’t find something it had listed. We retry automatically; check there whether a campaign was deleted.';
    case 'refused':
      return 'EmailBison sent a response we can’t read. We retry automatically; synced data stays.';
    default:
      return 'We can’t reach EmailBison. We retry automatically; synced data stays.';
  }
}
