import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { GET as listAudit } from '@/app/api/audit-log/route';
import { PUT as mapHost } from '@/app/api/connections/[id]/hosts/route';
import { PUT as mapService } from '@/app/api/connections/[id]/services/route';
import { PATCH as changeTool, DELETE as leaveTool } from '@/app/api/email-tools/[id]/route';
import { POST as connectTool } from '@/app/api/email-tools/route';
import { PATCH as updateService } from '@/app/api/services/[id]/route';
import { POST as createService } from '@/app/api/services/route';
import { PATCH as updateStaff } from '@/app/api/staff/[id]/route';
import { POST as createStaff } from '@/app/api/staff/route';
import type { AuditEntryWire } from '@/lib/contracts/audit-log';
import { auditLog } from '@/lib/db/schema/outgoing';
import type { DeclaredHandler } from '@/lib/http/routes/describe-api';
import { type EmailBison, startEmailBison } from '@/sandbox/emailbison/start-emailbison';
import { calendarScene } from '@/tests/support/calendar-scene';
import { callRoute, type Problem } from '@/tests/support/call-route';
import { type Caller, signIn, type TestMember } from '@/tests/support/factories';
import { openWorld, type World } from '@/tests/support/world';

let bison: EmailBison;
let world: World;
let owner: TestMember;
let asOwner: Caller;
let connection: string;

beforeAll(async () => {
  bison = await startEmailBison();
  world = await openWorld({ EMAILBISON_API_URL: bison.url });
});
afterAll(async () => {
  await world.close();
  await bison.stop();
});
beforeEach(async () => {
  const scene = await calendarScene(world);
  connection = scene.connectionId;
  owner = scene.owner;
  asOwner = await signIn(world, owner);
});

type Made = Problem & Record<'staff_member' | 'service' | 'email_tool', { id: string }>;
const post = (route: DeclaredHandler, body: object) => callRoute<Made>(route, { as: asOwner, body });
const on = (route: DeclaredHandler, method: 'PATCH' | 'PUT' | 'DELETE', id: string, body?: object) =>
  callRoute<Made>(route, { method, as: asOwner, params: { id }, body });

/** The deeds of this organization, the first one first. */
async function deeds() {
  const { body } = await callRoute<{ entries: AuditEntryWire[] }>(listAudit, { as: asOwner });
  return body.entries.reverse().map(({ action, target_id, target_name, detail, actor, request_id }) => {
    expect(actor).toMatchObject({ kind: 'user' });
    expect(request_id).not.toBeNull();
    return { action, target_id, target_name, detail };
  });
}

describe('the audit log', () => {
  it('says who added and changed staff, without their numbers', async () => {
    const { id } = (await post(createStaff, { name: 'Nurse', phone: '+13035550100' })).body.staff_member;
    await on(updateStaff, 'PATCH', id, { phone: '+13035550101', name: 'Night nurse' });
    expect(await deeds()).toEqual([
      { action: 'staff.created', target_id: id, target_name: 'Nurse', detail: {} },
      { action: 'staff.changed', target_id: id, target_name: 'Night nurse', detail: { changed: ['name', 'phone'] } },
    ]);
  });

  it('says who made and changed services, and nothing of a change that was refused', async () => {
    const { id } = (await post(createService, { name: 'Demo', slug: 'demo', duration_minutes: 30 })).body.service;
    await on(updateService, 'PATCH', id, { active: false });
    const refused = await post(createService, { name: 'Demo again', slug: 'demo', duration_minutes: 30 });
    expect(refused.status).toBe(409);
    expect(await deeds()).toEqual([
      { action: 'service.created', target_id: id, target_name: 'Demo', detail: {} },
      { action: 'service.changed', target_id: id, target_name: 'Demo', detail: { changed: ['active'] } },
    ]);
  });

  it('says who mapped staff to hosts and services to event types, and nothing of a host that is somebody else', async () => {
    const other = (await post(createStaff, { name: 'Nurse' })).body.staff_member.id;
    const service = (await post(createService, { name: 'Demo', slug: 'demo', duration_minutes: 30 })).body.service.id;
    await world.db.delete(auditLog).where(eq(auditLog.organizationId, owner.organizationId));
    const host = { id: 'host_1', email: null };
    await on(mapHost, 'PUT', connection, { staff_id: owner.staffId, host });
    expect((await on(mapHost, 'PUT', connection, { staff_id: other, host })).status).toBe(409);
    await on(mapHost, 'PUT', connection, { staff_id: owner.staffId, host: null });
    await on(mapService, 'PUT', connection, { service_id: service, event_type: { id: '7', name: 'Intro' } });
    await on(mapService, 'PUT', connection, { service_id: service, event_type: null });
    const calendar = 'Sandbox calendar';
    expect(await deeds()).toMatchObject([
      { action: 'host_mapping.set', target_id: owner.staffId, detail: { calendar, host: 'host_1' } },
      { action: 'host_mapping.ended', target_id: owner.staffId, detail: { calendar } },
      { action: 'service_mapping.set', target_name: 'Demo', detail: { calendar, event_type: 'Intro' } },
      { action: 'service_mapping.ended', target_name: 'Demo', detail: { calendar } },
    ]);
  });

  it('says who connected, changed and disconnected the e-mail tool, without its token', async () => {
    const wish = { base_url: bison.url, token: bison.account.token };
    const { id } = (await post(connectTool, wish)).body.email_tool;
    await post(connectTool, wish);
    await on(changeTool, 'PATCH', id, { phone_variable: 'cell' });
    await on(leaveTool, 'DELETE', id);
    const told = await deeds();
    expect(told.map(({ action, detail }) => [action, detail])).toEqual([
      ['email_tool.connected', { provider: 'emailbison' }],
      ['email_tool.renewed', { provider: 'emailbison' }],
      ['email_tool.changed', { changed: ['phone_variable'] }],
      ['email_tool.disconnected', {}],
    ]);
    expect(JSON.stringify(told)).not.toContain(bison.account.token);
  });
});
