import { describe, expect, it } from 'vitest';
import { markFault } from '@/lib/calendars/connections/connection-health';
import { updateConnection } from '@/lib/calendars/connections/update-connection';
import { calendarScene, connectionNow } from '@/tests/support/calendar-scene';
import { sharedWorld } from '@/tests/support/world';

const world = sharedWorld();

async function faulty(fault: 'event_type_missing' | 'grant_expired') {
  const scene = await calendarScene(world);
  await markFault({ db: world.db, ids: world.deps.ids, now: scene.ctx.now }, scene.connectionId, fault);
  return scene;
}

describe('changing what is booked', () => {
  it('mends a connection whose event type is gone', async () => {
    const { ctx, calendar, connectionId } = await faulty('event_type_missing');
    await updateConnection(ctx, calendar, connectionId, { settings: { slotMinutes: 45 } });
    expect(await connectionNow(world, connectionId)).toMatchObject({ status: 'needs_attention' });
    await updateConnection(ctx, calendar, connectionId, { settings: { eventTypeId: '2', eventTypeName: 'Intro' } });
    expect(await connectionNow(world, connectionId)).toMatchObject({
      status: 'connected',
      healthReason: null,
      settings: { slotMinutes: 45, eventTypeId: '2', eventTypeName: 'Intro' },
    });
  });

  it('does not mend what another event type cannot mend', async () => {
    const { ctx, calendar, connectionId } = await faulty('grant_expired');
    await updateConnection(ctx, calendar, connectionId, { settings: { eventTypeId: '2' } });
    expect(await connectionNow(world, connectionId)).toMatchObject({
      status: 'needs_attention',
      healthReason: 'grant_expired',
    });
  });
});
