import { and, eq, isNull } from 'drizzle-orm';
import type { Database } from '@/lib/db/client';
import { attendees } from '@/lib/db/schema/bookings';
import { campaigns, clients } from '@/lib/db/schema/leads';
import { organizations } from '@/lib/db/schema/orgs';
import { matchAttendees } from '@/lib/leads/matching/match-attendees';
import { type IncomingLead, saveLeads } from '@/lib/leads/save-leads';
import { DAY_MS } from '@/lib/time/units';
import { demoAttendees } from './demo-attendees';
import { demoDice, demoId, demoIds } from './demo-ids';

/** How far back the mailings of each campaign reach, and over how many days they went out. */
const demoCampaigns = [
  { name: 'Spring mailing', leads: 220, daysAgo: 75, spread: 30 },
  { name: 'Operations leaders', leads: 140, daysAgo: 40, spread: 20 },
] as const;

const firstNames =
  'Alice Bruno Carla David Erin Felix Gina Hugo Irene Jack Karin Leo Mona Nils Olga Paul Rita Simon Tara Viktor'.split(
    ' ',
  );
const lastNames =
  'Abbott Berger Costa Dalton Eriksen Fontaine Garner Holt Ivers Jensen Krause Lindholm Moreno Nash Ortega'.split(' ');
const companies =
  'Amberfield Birchwood Clearwater Dunmore Eastgate Fairhaven Glenrock Hillcrest Ironbridge Juniper Kingsway'.split(
    ' ',
  );

/** What became of somebody who was written to, out of a hundred. */
const fates: readonly [number, readonly ('replied' | 'interested' | 'bounced' | 'unsubscribed' | 'unsent')[]][] = [
  [4, ['unsent']],
  [8, ['bounced']],
  [62, []],
  [66, ['unsubscribed']],
  [86, ['replied']],
  [100, ['replied', 'interested']],
];

/**
 * Gives the demo a client with two campaigns and leads in every state. Most of the people who book calls are among them,
 * so that bookings lead back to a campaign. Seeded once; what is booked later is matched each time.
 */
export async function seedLeads(db: Database, slug: string, now: Date): Promise<void> {
  if (slug !== 'demo') return;
  const [organization] = await db.select().from(organizations).where(eq(organizations.slug, slug));
  if (!organization) return;
  const organizationId = organization.id;
  const clientId = demoId('client', 'Acme');
  await db.insert(clients).values({ id: clientId, organizationId, name: 'Acme', createdAt: now }).onConflictDoNothing();
  for (const [place, { name, ...size }] of demoCampaigns.entries()) {
    const id = demoId('campaign', name);
    const made = { id, organizationId, clientId, name, source: 'csv', createdAt: now, updatedAt: now } as const;
    const isNew = (await db.insert(campaigns).values(made).onConflictDoNothing().returning()).length > 0;
    if (!isNew) continue;
    const booking = demoAttendees.filter((_, at) => at < 16 && at % demoCampaigns.length === place);
    const people = [
      ...booking.map(({ name: person, email, phone, timeZone }, at) => ({
        ...leadOf(person, email, `${name} booking ${at}`, { ...size, now }, ['replied', 'interested']),
        phone,
        timezone: timeZone,
      })),
      ...Array.from({ length: size.leads }, (_, at) => madeUp(`${name} ${at}`, at, { ...size, now })),
    ];
    const writing = { ids: demoIds(`leads ${name}`), now };
    await db.transaction((tx) => saveLeads(tx, writing, { id, organizationId }, people));
  }
  const open = await db
    .select({ id: attendees.id })
    .from(attendees)
    .where(and(eq(attendees.organizationId, organizationId), isNull(attendees.leadId)))
    .orderBy(attendees.id);
  await matchAttendees(
    { db, ids: demoIds(`matching ${now.getTime()}`), now },
    organizationId,
    open.map(({ id }) => id),
  );
}

interface Sending {
  daysAgo: number;
  spread: number;
  now: Date;
}

function madeUp(label: string, at: number, sending: Sending): IncomingLead {
  const dice = demoDice(label);
  const first = firstNames[dice(firstNames.length)] ?? '';
  const last = lastNames[dice(lastNames.length)] ?? '';
  const company = companies[dice(companies.length)] ?? '';
  const fate = dice(100);
  const reached = fates.find(([below]) => fate < below)?.[1] ?? [];
  const email = `${first}.${last}${at}@${company}.example`.toLowerCase();
  return { ...leadOf(`${first} ${last}`, email, label, sending, reached), company: `${company} Inc` };
}

function leadOf(
  name: string,
  email: string,
  label: string,
  { daysAgo, spread, now }: Sending,
  reached: readonly string[],
): IncomingLead {
  const dice = demoDice(`when ${label}`);
  const [firstName = '', ...rest] = name.split(' ');
  const company = email.split('@')[1]?.split('.')[0] ?? '';
  const person = {
    email,
    firstName,
    lastName: rest.join(' '),
    company: company.charAt(0).toUpperCase() + company.slice(1),
  };
  if (reached.includes('unsent')) return person;
  const sentAt = new Date(now.getTime() - daysAgo * DAY_MS + dice(spread) * DAY_MS + dice(600) * 60_000);
  const later = (days: number) => new Date(sentAt.getTime() + days * DAY_MS);
  return {
    ...person,
    sentAt,
    ...(reached.includes('bounced') ? { bouncedAt: sentAt } : { deliveredAt: sentAt }),
    ...(reached.includes('replied') ? { repliedAt: later(1 + dice(4)) } : {}),
    ...(reached.includes('interested') ? { interestedAt: later(6) } : {}),
    ...(reached.includes('unsubscribed') ? { unsubscribedAt: later(2) } : {}),
  };
}
