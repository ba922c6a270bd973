import type { Role } from '@/lib/core/context';
import type { ConfirmationPrompt } from '@/lib/db/schema/calls';
import type { Plan } from '@/lib/orgs/access/plans';

/** Password of everybody in the demo. */
export const demoPassword = 'slotline-demo';

export interface DemoMember {
  role: Role;
  email: string;
  name: string;
  /** Where the operator's leg rings; null: takes no calls. Endings from 0150 on are answered by a person who presses 1. */
  phone: string | null;
}

export interface DemoOrganization {
  slug: string;
  name: string;
  plan: Plan;
  addOns: string[];
  flags: string[];
  timeZone: string;
  /** Rings when a booking has no operator of its own. */
  operatorLine: string | null;
  /** Key of the agent on its website, which offers the sandbox calendar; null: neither. */
  widgetKey: string | null;
  /** The first one is the owner. */
  members: [DemoMember, ...DemoMember[]];
  services: { slug: string; name: string; durationMinutes: number; bufferAfterMinutes: number }[];
}

/** What operators tick while they talk. */
export const demoPrompts: ConfirmationPrompt[] = [
  { key: 'identity', text: 'Name and company confirmed', required: true },
  { key: 'next_step', text: 'Next step agreed, with a date', required: false },
  { key: 'email_ok', text: 'May be contacted by email', required: false },
];

const services = [
  { slug: 'discovery', name: 'Discovery call', durationMinutes: 30, bufferAfterMinutes: 0 },
  { slug: 'account-review', name: 'Account review', durationMinutes: 45, bufferAfterMinutes: 15 },
  { slug: 'onboarding', name: 'Onboarding', durationMinutes: 60, bufferAfterMinutes: 15 },
];

/** Three tenants: one with everything, one that has bought nothing, one that must never see the others. */
export const demoOrganizations: DemoOrganization[] = [
  {
    slug: 'demo',
    name: 'Harborline Advisory',
    plan: 'business',
    addOns: ['native_integrations'],
    flags: ['ai_agent_calendly_action'],
    timeZone: 'America/New_York',
    operatorLine: '+12025550160',
    widgetKey: 'wk_demo',
    members: [
      { role: 'owner', email: 'owner@demo.test', name: 'Olivia Grant', phone: '+12025550150' },
      { role: 'admin', email: 'admin@demo.test', name: 'Adam Reyes', phone: '+12025550151' },
      { role: 'supervisor', email: 'supervisor@demo.test', name: 'Sara Lindqvist', phone: '+12025550152' },
      { role: 'operator', email: 'operator@demo.test', name: 'Omar Haddad', phone: '+12025550153' },
      { role: 'analyst', email: 'analyst@demo.test', name: 'Ana Kowalska', phone: null },
      { role: 'viewer', email: 'viewer@demo.test', name: 'Victor Chen', phone: null },
    ],
    services,
  },
  {
    slug: 'free',
    name: 'Fernwood Studio',
    plan: 'free',
    addOns: [],
    flags: [],
    timeZone: 'Europe/London',
    operatorLine: null,
    widgetKey: null,
    members: [{ role: 'owner', email: 'owner@free.test', name: 'Freya Walsh', phone: '+442079460950' }],
    services: services.slice(0, 1),
  },
  {
    slug: 'rival',
    name: 'Ridgeway Partners',
    plan: 'business',
    addOns: [],
    flags: [],
    timeZone: 'America/Los_Angeles',
    operatorLine: '+13105550160',
    widgetKey: null,
    members: [{ role: 'owner', email: 'owner@rival.test', name: 'Rosa Delgado', phone: '+13105550150' }],
    services: services.slice(0, 2),
  },
];
