import type { SectionTab } from '@/app/(dashboard)/_parts/section-tabs';
import type { Permission } from '@/lib/orgs/access/permissions';

const tabs: readonly (SectionTab & { permission?: Permission })[] = [
  { href: '/settings/organization', label: 'Organization' },
  { href: '/settings/members', label: 'Members', permission: 'members:read' },
  { href: '/settings/staff', label: 'Staff', permission: 'settings:read' },
  { href: '/settings/services', label: 'Services', permission: 'settings:read' },
  { href: '/settings/integrations', label: 'Integrations', permission: 'calendars:read' },
  { href: '/settings/calls', label: 'Calls', permission: 'settings:read' },
  { href: '/settings/voice', label: 'Voice', permission: 'settings:read' },
  { href: '/settings/opt-outs', label: 'Do-not-call list', permission: 'settings:read' },
  { href: '/settings/api-keys', label: 'API keys', permission: 'api-keys:write' },
  { href: '/settings/account', label: 'Account' },
  { href: '/settings/audit-log', label: 'Audit log', permission: 'settings:write' },
];

/** The settings tabs that a person may see. */
export function visibleTabs(permissions: readonly Permission[]): SectionTab[] {
  return tabs
    .filter(({ permission }) => !permission || permissions.includes(permission))
    .map(({ href, label }) => ({ href, label }));
}
