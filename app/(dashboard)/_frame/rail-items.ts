import { CalendarClock, House, type LucideIcon, Megaphone, Phone, Settings, Timer, Webhook } from 'lucide-react';
import type { Permission } from '@/lib/orgs/access/permissions';

export interface RailItem {
  href: string;
  label: string;
  icon: LucideIcon;
  /** Shown to those who have it only. */
  permission?: Permission;
  /** The daily work, or what it stands on. */
  group: 'work' | 'ground';
}

/** The places of the dashboard, in the order of the rail; the palette and the phone's menu read them, too. */
export const railItems: readonly RailItem[] = [
  { href: '/', label: 'Home', icon: House, group: 'work' },
  { href: '/bookings', label: 'Bookings', icon: CalendarClock, group: 'work', permission: 'bookings:read' },
  { href: '/calls', label: 'Calls', icon: Phone, group: 'work', permission: 'calls:read' },
  { href: '/campaigns', label: 'Campaigns', icon: Megaphone, group: 'work', permission: 'campaigns:read' },
  { href: '/scheduler', label: 'Scheduler', icon: Timer, group: 'ground', permission: 'scheduler:read' },
  { href: '/webhooks', label: 'Webhooks', icon: Webhook, group: 'ground', permission: 'webhooks:read' },
  { href: '/settings', label: 'Settings', icon: Settings, group: 'ground' },
];

/** Where a new booking is made. */
export const newBookingHref = '/bookings/new';

/** The items a person sees. */
export function visibleItems(permissions: readonly Permission[]): RailItem[] {
  return railItems.filter((item) => !item.permission || permissions.includes(item.permission));
}
