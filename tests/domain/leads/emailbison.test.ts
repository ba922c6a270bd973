import { createHash } from 'node:crypto';
import { and, eq, isNotNull } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { POST as connectRoute } from '@/app/api/email-tools/route';
import { POST as pushRoute } from '@/app/api/webhooks/emailbison/[token]/route';
import type { EmailToolWire } from '@/lib/contracts/email-tools';
import { emailTools } from '@/lib/db/schema/lead-imports';
import { campaigns, leads } from '@/lib/db/schema/leads';
import { importDue } from '@/lib/leads/import/import-email-tools';
import { createEmailBisonClient } from '@/lib/leads/import/providers/emailbison/client';
import { emailToolContext, importEmailTools } from '@/lib/wiring/email-tools';
import { type SimulatedLead, sampleAccount } from '@/sandbox/emailbison/account';
import { type EmailBison, startEmailBison } from '@/sandbox/emailbison/start-emailbison';
import { callRoute, type Problem } from '@/tests/support/call-route';
import { type Caller, makeOrganization, signIn } from '@/tests/support/factories';
import { hurriedClock } from '@/tests/support/hurried-clock';
import { openWorld, type World } from '@/tests/support/world';

let bison: EmailBison;
let world: World;
let asOwner: Caller;
let organizationId: string;
beforeAll(async () => {
  bison = await startEmailBison();
  world = await openWorld({ EMAILBISON_API_URL: bison.url });
});
afterAll(async () => {
  await world.close();
  await bison.stop();
});
beforeEach(async () => {
  bison.control.reset();
  Object.assign(bison.account, sampleAccount());
  await world.db.delete(emailTools);
  const { organization, owner } = await makeOrganization(world);
  organizationId = organization.id;
  asOwner = await signIn(world, owner);
});

type Answer = Problem & { email_tool: EmailToolWire };
const connect = (body: object = {}) =>
  callRoute<Answer>(connectRoute, {
    as: asOwner,
    body: { base_url: bison.url, token: bison.account.token, ...body },
  });
const lead = async (name: string) =>
  (
    await world.db
      .select()
      .from(leads)
      .where(and(eq(leads.organizationId, organizationId), eq(leads.firstName, name)))
  )[0];
const readAgain = async () => {
  await world.db.update(emailTools).set({ nextImportAt: world.clock.now() });
  bison.control.reset();
  return importEmailTools(world.deps, 20_000);
};
const push = (token: string, body: object) =>
  pushRoute(
    new Request(`http://localhost:3000/api/webhooks/emailbison/${token}`, {
      method: 'POST',
      body: JSON.stringify(body),
    }),
  );

describe('a connected workspace of EmailBison', () => {
  it('is read completely, by pages, with exact times, and never written to', async () => {
    expect((await connect()).status).toBe(201);
    await world.settle();
    const rows = await world.db.select().from(campaigns).where(eq(campaigns.organizationId, organizationId));
    expect(rows.map(({ name, externalId }) => [name, externalId]).sort()).toEqual([
      ['Founders', '3/11'],
      ['Operations', '3/12'],
    ]);
    expect(await world.db.$count(leads, eq(leads.organizationId, organizationId))).toBe(46);
    expect(await lead('Nora')).toMatchObject({ sentAt: null });
    // The figures follow behind the answer; no cron has run.
    expect(await world.db.$count(leads, and(eq(leads.organizationId, organizationId), isNotNull(leads.dirtyAt)))).toBe(
      0,
    );
    expect(await lead('Sam')).toMatchObject({
      sentAt: new Date('2026-02-02T09:00:00Z'),
      deliveredAt: new Date('2026-02-02T09:00:00Z'),
      repliedAt: null,
      phone: '+12025550133',
    });
    expect(await lead('Ines')).toMatchObject({
      repliedAt: new Date('2026-02-04T10:00:00Z'),
      interestedAt: new Date('2026-02-04T10:00:00Z'),
    });
    expect(await lead('Bea')).toMatchObject({ bouncedAt: new Date('2026-02-02T09:15:00Z'), deliveredAt: null });
    expect(await lead('Otto')).toMatchObject({ repliedAt: null });
    expect(new Set(bison.control.exchanges().map(({ method }) => method))).toEqual(new Set(['GET']));
  });

  it('is read again where its figures changed, and nowhere else', async () => {
    await connect();
    await world.settle();
    expect(await readAgain()).toBe(0);
    expect(bison.control.exchanges('campaigns.leads')).toHaveLength(0);
    const sam = bison.account.campaigns[0]?.leads.find(({ id }) => id === 102);
    Object.assign(sam ?? {}, { status: 'replied', reply: { id: 950, at: '2026-02-05T08:00:00Z', interested: true } });
    expect(await readAgain()).toBeGreaterThan(0);
    expect(await lead('Sam')).toMatchObject({ interestedAt: new Date('2026-02-05T08:00:00Z') });
    expect(bison.control.exchanges().some(({ path }) => path.includes('/12/'))).toBe(false);
  });

  it('continues where it stopped when time runs out, with at least one page per run', async () => {
    await connect();
    await world.settle();
    await world.db.delete(leads).where(eq(leads.organizationId, organizationId));
    await world.db.update(emailTools).set({ cursor: {}, importedAt: null, nextImportAt: world.clock.now() });
    const isOver = async () => (await world.db.select().from(emailTools))[0]?.importedAt !== null;
    for (let runs = 0; runs < 20 && !(await isOver()); runs += 1) await importEmailTools(world.deps, 0);
    expect(await isOver()).toBe(true);
    expect(await world.db.$count(leads, eq(leads.organizationId, organizationId))).toBe(46);
    expect(await lead('Ines')).toMatchObject({ interestedAt: new Date('2026-02-04T10:00:00Z') });
    expect(await readAgain()).toBe(0);
    const [tool] = await world.db.select().from(emailTools);
    expect(tool?.cursor.current).toBeUndefined();
  });

  it('is read again where something changed between two of its pages, read by two runs', async () => {
    await connect();
    await world.settle();
    const [first, many] = bison.account.campaigns;
    const late = { ...first?.leads[0], first_name: 'Late', email: 'late@northpeak.example', id: 999 } as SimulatedLead;
    const oldest = many?.leads.shift();
    await world.db.update(emailTools).set({ nextImportAt: world.clock.now() });
    // One page of those who changed is read; then rows move to pages that are behind.
    await importEmailTools(world.deps, 0);
    many?.leads.unshift(late, ...(oldest ? [oldest] : []));
    for (let runs = 0; runs < 20; runs += 1) await importEmailTools(world.deps, 0);
    expect(await lead('Late')).toBeUndefined();
    await readAgain();
    expect(await lead('Late')).toBeDefined();
  });

  it('is not mixed with another workspace its token moves to', async () => {
    await connect();
    await world.settle();
    bison.account.workspace = { id: 4, name: 'Elsewhere' };
    Object.assign(bison.account.campaigns[0] ?? {}, { id: 77, name: 'Somebody else’s' });
    await readAgain();
    const [tool] = await world.db.select().from(emailTools);
    expect(tool).toMatchObject({ status: 'needs_attention', healthReason: 'other_workspace' });
    expect(await world.db.$count(campaigns, eq(campaigns.organizationId, organizationId))).toBe(2);
  });

  it('is read despite odd leads: without an email, with cut characters, with a name of thousands of letters', async () => {
    const odd = bison.account.campaigns[0]?.leads ?? [];
    const letters = Array.from({ length: 40 }, (_, n) => createHash('sha256').update(String(n)).digest('base64')).join(
      '',
    );
    Object.assign(odd[0] ?? {}, { email: null });
    Object.assign(odd[1] ?? {}, { company: `North\u0000peak \ud83d`, last_name: letters });
    Object.assign(odd[2] ?? {}, { company: letters });
    expect((await connect()).status).toBe(201);
    await world.settle();
    expect(await world.db.$count(leads, eq(leads.organizationId, organizationId))).toBe(45);
    expect(await lead('Sam')).toMatchObject({ company: 'Northpeak' });
    expect((await world.db.select().from(emailTools))[0]).toMatchObject({ healthReason: null });
  });

  it('is read again when its Retry-After says, if that is later than usual', async () => {
    await connect();
    await world.settle();
    const limited: typeof fetch = async () => new Response('{}', { status: 429, headers: { 'retry-after': '7200' } });
    const emailBison = createEmailBisonClient({ clock: world.clock, fetch: limited });
    await world.db.update(emailTools).set({ nextImportAt: world.clock.now() });
    await importDue({ ...emailToolContext(world.deps), emailBison }, 20_000);
    expect((await world.db.select().from(emailTools))[0]).toMatchObject({
      status: 'connected',
      healthReason: 'unavailable',
      nextImportAt: new Date(world.clock.now().getTime() + 7_200_000),
    });
  });

  it('reads a lead from the API after a webhook, once for a repeat, and rejects an unknown token', async () => {
    const { body } = await connect();
    await world.settle();
    const token = body.email_tool.webhook_url?.split('/').at(-1) ?? '';
    expect(token.length).toBeGreaterThan(40);
    const sam = bison.account.campaigns[0]?.leads.find(({ id }) => id === 102);
    Object.assign(sam ?? {}, { status: 'replied', reply: { id: 951, at: '2026-02-06T08:00:00Z', interested: false } });
    const hint = {
      event: { type: 'LEAD_REPLIED', workspace_id: 3 },
      data: { reply: { id: 951, lead_id: '102' }, lead: { id: 102, email: 'forged@elsewhere.example' } },
    };
    const answers = [await push(token, hint), await push(token, hint)];
    expect(await Promise.all(answers.map(async (answer) => [answer.status, await answer.json()]))).toEqual([
      [202, { status: 'accepted' }],
      [200, { status: 'duplicate' }],
    ]);
    await world.settle();
    expect(await lead('Sam')).toMatchObject({
      email: 'sam@northpeak.example',
      repliedAt: new Date('2026-02-06T08:00:00Z'),
    });
    expect((await push('guessed-token', hint)).status).toBe(401);
    expect((await push(token, { nonsense: true })).status).toBe(400);
  });

  it('is not connected with a rejected token, nor at an address that is not EmailBison’s', async () => {
    expect((await connect({ token: '1|wrong' })).body.code).toBe('provider_failed');
    for (const base_url of ['https://10.0.0.1', 'http://emailbison.com', 'https://emailbison.com.evil.example'])
      expect((await connect({ base_url })).body.errors?.[0]?.field).toBe('base_url');
    expect(await world.db.$count(emailTools)).toBe(0);
  });

  it.each([
    ['an error', { kind: 'status', status: 503, count: 1 }],
    ['a cut connection', { kind: 'drop', count: 1 }],
    ['a limit of rate', { kind: 'status', status: 429, count: 1 }],
  ] as const)('is asked again after %s', async (_, fault) => {
    world.override({ clock: hurriedClock });
    const { organization, owner } = await makeOrganization(world);
    organizationId = organization.id;
    asOwner = await signIn(world, owner);
    bison.control.addFault(fault);
    expect((await connect()).status).toBe(201);
    await world.settle();
    expect(await world.db.$count(leads, eq(leads.organizationId, organizationId))).toBe(46);
  });

  it('that refuses with status 200 is shown as unhealthy, with nothing lost', async () => {
    await connect();
    await world.settle();
    bison.control.reset();
    await world.db.update(emailTools).set({ nextImportAt: world.clock.now(), cursor: {} });
    bison.control.addFault({ kind: 'soft-failure' });
    await importEmailTools(world.deps, 20_000);
    const [tool] = await world.db.select().from(emailTools);
    expect(tool).toMatchObject({ status: 'connected', healthReason: 'refused' });
    expect(await world.db.$count(leads, eq(leads.organizationId, organizationId))).toBe(46);
  });
});
