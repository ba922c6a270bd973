import { eq } from 'drizzle-orm';
import type { CalendarContext } from '@/lib/calendars/calendar-context';
import { sealCredentials } from '@/lib/calendars/connections/internal/vault';
import type { Clock } from '@/lib/core/clock';
import { trustedOrgId } from '@/lib/core/context';
import type { CommandContext } from '@/lib/db/command-context';
import { connections } from '@/lib/db/schema/calendars';
import { calendarContext } from '@/lib/wiring/calendars';
import { makeOrganization, type TestMember } from './factories';
import type { World } from './world';

export interface CalendarScene {
  ctx: CommandContext;
  calendar: CalendarContext;
  connectionId: string;
  owner: TestMember;
}

/** An organization with one connected calendar, its default. */
export async function calendarScene(
  world: World<Clock>,
  changes: Partial<typeof connections.$inferInsert> & { secret?: Record<string, string> } = {},
): Promise<CalendarScene> {
  const { owner, organization } = await makeOrganization(world);
  const { ids, encryption } = world.deps;
  const connectionId = ids.make('connection');
  const now = world.clock.now();
  const { secret = {}, ...columns } = changes;
  await world.db.insert(connections).values({
    id: connectionId,
    organizationId: organization.id,
    provider: 'sandbox',
    accountId: 'sandbox',
    accountLabel: 'Sandbox calendar',
    credentials: sealCredentials(encryption, connectionId, secret),
    isDefault: true,
    createdAt: now,
    updatedAt: now,
    ...columns,
  });
  return { ctx: commandContext(world, owner), calendar: calendarContext(world.deps), connectionId, owner };
}

/** The context of a member's command at this instant. */
export function commandContext(world: World<Clock>, member: TestMember): CommandContext {
  const { ids } = world.deps;
  return {
    org: trustedOrgId(member.organizationId),
    actor: { kind: 'user', userId: member.id, role: member.role },
    requestId: ids.make('request'),
    now: world.clock.now(),
    ids,
    db: world.db,
  };
}

export async function connectionNow(world: World<Clock>, id: string) {
  const [row] = await world.db.select().from(connections).where(eq(connections.id, id));
  if (!row) throw new Error('no such connection');
  return row;
}

/** Slots of half an hour from an instant on. */
export function halfHours(from: Date, count: number) {
  return Array.from({ length: count }, (_, i) => ({
    start: new Date(from.getTime() + i * 1_800_000),
    end: new Date(from.getTime() + (i + 1) * 1_800_000),
  }));
}
