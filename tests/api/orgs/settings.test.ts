import { beforeAll, describe, expect, it } from 'vitest';
import { PATCH as changeCalls, GET as getCalls } from '@/app/api/organization/call-settings/route';
import { GET as getOrganization, PATCH as updateOrganization } from '@/app/api/organization/route';
import { PATCH as changeVoice, GET as getVoice } from '@/app/api/organization/voice/route';
import type { RouteHandler } from '@/lib/http/routes/define-route';
import { callRoute, type Problem } from '@/tests/support/call-route';
import { type Caller, makeMember, makeOrganization, signIn } from '@/tests/support/factories';
import { sharedWorld } from '@/tests/support/world';

const world = sharedWorld();
let asOwner: Caller;
let asViewer: Caller;

beforeAll(async () => {
  const { organization, owner } = await makeOrganization(world);
  asOwner = await signIn(world, owner);
  asViewer = await signIn(world, await makeMember(world, organization, 'viewer'));
});

const patch = (handler: RouteHandler, body: object) =>
  callRoute<Problem & Record<string, Record<string, unknown>>>(handler, { method: 'PATCH', as: asOwner, body });

describe('/api/organization', () => {
  it('can be read by every member and changed by its owners', async () => {
    const changed = await patch(updateOrganization, { name: 'New name', time_zone: 'asia/tokyo' });
    expect(changed.status).toBe(200);
    const { body } = await callRoute(getOrganization, { as: asViewer });
    expect(body.organization).toMatchObject({
      name: 'New name',
      time_zone: 'Asia/Tokyo',
      default_booking_duration: 30,
      plan: 'business',
    });
  });

  it.each([
    [{ time_zone: 'Nowhere' }, 'unknown_time_zone', 'time_zone'],
    [{ default_booking_duration: 0 }, 'validation_failed', 'default_booking_duration'],
    [{ name: ' ' }, 'validation_failed', 'name'],
    [{ plan: 'enterprise' }, 'validation_failed', 'body'],
  ])('refuses %j', async (body, code, field) => {
    const answer = await patch(updateOrganization, body);
    expect([answer.status, answer.body.code, answer.body.errors?.[0]?.field]).toEqual([400, code, field]);
  });
});

describe('/api/organization/call-settings', () => {
  it('starts with safe defaults', async () => {
    const { body } = await callRoute(getCalls, { as: asOwner });
    expect(body.call_settings).toEqual({
      call_order: 'operator_first',
      grace_minutes: 10,
      retry_count: 0,
      retry_spacing_seconds: 300,
      calls_per_second: null,
      calling_hours: { enabled: true, start: '08:00', end: '21:00', days: [1, 2, 3, 4, 5, 6, 7] },
      caller_id: null,
      operator_line: null,
    });
  });

  it('changes what is named and leaves the rest', async () => {
    const { status, body } = await patch(changeCalls, {
      call_order: 'attendee_first',
      retry_count: 2,
      calls_per_second: 0.5,
      calling_hours: { enabled: true, start: '09:00', end: '24:00', days: [5, 1] },
      operator_line: '+1 202 555 0123',
    });
    expect(status).toBe(200);
    expect(body.call_settings).toMatchObject({
      call_order: 'attendee_first',
      grace_minutes: 10,
      retry_count: 2,
      calls_per_second: 0.5,
      calling_hours: { start: '09:00', end: '24:00', days: [1, 5] },
      operator_line: '+12025550123',
    });
    expect((await patch(changeCalls, { operator_line: null })).body.call_settings?.operator_line).toBeNull();
  });

  it.each([
    [{ calling_hours: { enabled: true, start: '21:00', end: '08:00', days: [1] } }, 'calling_hours.end'],
    [{ calling_hours: { enabled: true, start: '8:00', end: '21:00', days: [1] } }, 'calling_hours.start'],
    [{ calling_hours: { enabled: true, start: '08:00', end: '21:00', days: [] } }, 'calling_hours.days'],
    [{ caller_id: '12' }, 'caller_id'],
    [{ calls_per_second: 0 }, 'calls_per_second'],
    [{ retry_count: 100 }, 'retry_count'],
  ])('refuses %j', async (body, field) => {
    const answer = await patch(changeCalls, body);
    expect([answer.status, answer.body.errors?.[0]?.field]).toEqual([400, field]);
  });
});

describe('/api/organization/voice', () => {
  it('records by default, says so, and keeps prompts in their order', async () => {
    const before = await callRoute<{ voice: Record<string, unknown> }>(getVoice, { as: asOwner });
    expect(before.body.voice).toMatchObject({
      record: true,
      survey: false,
      recording_disclosure: 'This call is recorded.',
    });
    const confirmation_prompts = [
      { key: 'identity', text: 'The name was confirmed.', required: true },
      { key: 'consent', text: 'Consent was given.', required: false },
    ];
    const { body } = await patch(changeVoice, { survey: true, confirmation_prompts });
    expect(body.voice).toMatchObject({ record: true, survey: true, confirmation_prompts });
  });

  it('refuses an empty disclosure and prompts that share a key', async () => {
    expect((await patch(changeVoice, { recording_disclosure: ' ' })).body.errors?.[0]?.field).toBe(
      'recording_disclosure',
    );
    const twice = [1, 2].map((n) => ({ key: 'same', text: `Prompt ${n}`, required: false }));
    expect((await patch(changeVoice, { confirmation_prompts: twice })).body.errors?.[0]?.field).toBe(
      'confirmation_prompts',
    );
  });
});
