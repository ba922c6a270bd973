import { CalendarClock, House, type LucideIcon, Megaphone, Phone, Settings, Timer, Webhook } from 'lucide-react';
import type { Permission } from '@/lib/orgs/access/permissions';

export interface RailItem {
  href: string;
  label: string;
  icon: LucideIcon;
  /** Shown only to people who have it. */
  permission?: Permission;
  /** Daily work, or set-up. */
  group: 'work' | 'ground';
}

/** The sections of the dashboard, in the order of the rail, the command menu and the phone's menu. */
const railItems: readonly RailItem[] = [
  { href: '/', label: 'Home', icon: House, group: 'work' },
  { href: '/bookings', label: 'Bookings', icon: CalendarClock, group: 'work', permission: 'bookings:read' },
  { href: '/calls', label: 'Calls', icon: Phone, group: 'work', permission: 'calls:read' },
  { href: '/campaigns', label: 'Campaigns', icon: Megaphone, group: 'work', permission: 'campaigns:read' },
  { href: '/scheduler', label: 'Scheduler', icon: Timer, group: 'ground', permission: 'scheduler:read' },
  { href: '/webhooks', label: 'Webhooks', icon: Webhook, group: 'ground', permission: 'webhooks:read' },
  { href: '/settings', label: 'Settings', icon: Settings, group: 'ground' },
];

/** The page of a new booking. */
export const newBookingHref = '/bookings/new';

/** The items a person sees. */
export function visibleItems(permissions: readonly Permission[]): RailItem[] {
  return railItems.filter((item) => !item.permission || permissions.includes(item.permission));
}
