import { createHash } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { GET as getErrors } from '@/app/api/lead-imports/[id]/errors/route';
import { GET as getImport, PATCH as patchImport } from '@/app/api/lead-imports/[id]/route';
import { POST as startImport } from '@/app/api/lead-imports/[id]/start/route';
import { GET as listImports, POST as postImport } from '@/app/api/lead-imports/route';
import type { ImportDetails, LeadImportWire } from '@/lib/contracts/lead-imports';
import { leadImportChunks, leadImports } from '@/lib/db/schema/lead-imports';
import { leads } from '@/lib/db/schema/leads';
import { drainDueJobs } from '@/lib/wiring/jobs';
import { callRoute, type Problem } from '@/tests/support/call-route';
import { type Caller, makeMember, makeOrganization, signIn } from '@/tests/support/factories';
import { sharedWorld } from '@/tests/support/world';

const world = sharedWorld();
let asOwner: Caller;
let asViewer: Caller;
let asStranger: Caller;
beforeAll(async () => {
  const { organization, owner } = await makeOrganization(world, { timeZone: 'Europe/Berlin' });
  asOwner = await signIn(world, owner);
  asViewer = await signIn(world, await makeMember(world, organization, 'viewer'));
  asStranger = await signIn(world, (await makeOrganization(world)).owner);
});

type Answer = Omit<Problem, 'errors'> & ImportDetails;
const upload = (text: string | Uint8Array<ArrayBuffer>, as: Caller | undefined = asOwner, type = 'text/csv') =>
  callRoute<Answer>(postImport, { as, text, query: { file_name: 'leads.csv' }, headers: { 'content-type': type } });
const change = (id: string, body: object, as = asOwner) =>
  callRoute<Answer>(patchImport, { method: 'PATCH', as, params: { id }, body });
const read = async (id: string) => (await callRoute<Answer>(getImport, { as: asOwner, params: { id } })).body;

async function run(id: string): Promise<LeadImportWire> {
  const started = await callRoute<Answer>(startImport, { method: 'POST', as: asOwner, params: { id } });
  expect(started.status).toBe(200);
  await world.settle();
  await drainDueJobs(world.deps, 30_000);
  return (await read(id)).import;
}

async function imported(text: string, campaignId?: string): Promise<LeadImportWire> {
  const { body } = await upload(text);
  if (campaignId) await change(body.import.id, { campaign_id: campaignId });
  return run(body.import.id);
}

const stored = (campaignId: string | undefined) =>
  world.db
    .select()
    .from(leads)
    .where(eq(leads.campaignId, campaignId ?? ''))
    .orderBy(leads.emailKey);

const file = `E-Mail;First Name;Last Name;Company;Phone;Date sent;Replied;Favourite colour
Ann@Beta.example;Ann;Lee;Beta Ltd;030 901820;05.01.2026 09:30;yes;red
bo@beta.example;Bo;"Ek; Jr.";Beta Ltd;12;06.01.2026;no;
not an address;Cy;;;;;;

dee@beta.example;Dee;;;;31.02.2026;;`;

describe('a file of leads', () => {
  it('is understood by its heads, shown as it would be taken in, and nothing is taken in yet', async () => {
    const { status, body } = await upload(file);
    expect(status).toBe(201);
    expect(body.import).toMatchObject({
      status: 'uploaded',
      delimiter: ';',
      encoding: 'utf-8',
      day_order: 'day_first',
      phone_country: 'DE',
      new_campaign_name: 'leads',
      mapping: { 0: 'email', 1: 'first_name', 2: 'last_name', 3: 'company', 4: 'phone', 5: 'sent_at', 6: 'replied_at' },
      counts: { rows: 4, created: 0 },
    });
    await change(body.import.id, { mapping: { ...body.import.mapping, 7: 'custom' } });
    const { preview } = await read(body.import.id);
    expect(preview.map(({ line, problem, is_refused }) => [line, problem, is_refused])).toEqual([
      [2, null, false],
      [3, 'Invalid phone “12”: imported without it.', false],
      [4, 'Invalid email “not an address”.', true],
      [6, 'Date sent “31.02.2026” is neither a date nor yes or no: imported without it.', false],
    ]);
    expect(preview[0]?.values).toMatchObject({
      email: 'ann@beta.example',
      phone: '+4930901820',
      sent_at: '2026-01-05T08:30:00.000Z',
    });
  });

  it('is taken in with its stages, its errors by line, and its own columns', async () => {
    const { body } = await upload(file);
    await change(body.import.id, { mapping: { ...body.import.mapping, 7: 'custom' } });
    const done = await run(body.import.id);
    expect(done).toMatchObject({
      status: 'done',
      counts: { rows: 4, created: 3, updated: 0, unchanged: 0, failed: 1 },
      campaign: { name: 'leads' },
    });
    expect(await stored(done.campaign?.id)).toMatchObject([
      {
        email: 'ann@beta.example',
        lastName: 'Lee',
        custom: { 'Favourite colour': 'red' },
        sentAt: new Date('2026-01-05T08:30:00Z'),
        deliveredAt: world.clock.now(),
        repliedAt: world.clock.now(),
      },
      { email: 'bo@beta.example', lastName: 'Ek; Jr.', phone: null, repliedAt: null },
      { email: 'dee@beta.example', sentAt: null },
    ]);
    const { errors } = await read(done.id);
    expect(errors.map(({ line, column }) => [line, column])).toEqual([
      [3, 'Phone'],
      [4, 'E-Mail'],
      [6, 'Date sent'],
    ]);
    const csv = await callRoute<string>(getErrors, { as: asOwner, params: { id: done.id } });
    expect(String(csv.body).split('\r\n')[2]).toBe('4,Invalid email “not an address”.,not an address,Cy,,,,,,');
  });

  it('tells its columns apart by tabs, too, however few there are', async () => {
    const { body } = await upload('email\tname\nann@beta.example\tAnn Lee\n');
    expect(body.import).toMatchObject({ delimiter: '\t', columns: ['email', 'name'] });
    expect((await upload('email;name\nann@beta.example;Ann Lee\n')).body.import.delimiter).toBe(';');
  });

  it('may have no head: then its first line is somebody, too', async () => {
    const { body } = await upload('ann@beta.example,Ann\n,Bo\ncy@beta.example,Cy\n');
    expect(body.import).toMatchObject({ columns: ['Column 1', 'Column 2'], mapping: { 0: 'email' } });
    await change(body.import.id, { mapping: { 0: 'email', 1: 'first_name' } });
    const done = await run(body.import.id);
    expect(done.counts).toMatchObject({ rows: 3, created: 2, failed: 1 });
    expect((await read(done.id)).errors).toMatchObject([{ line: 2, column: 'Column 1' }]);
    expect((await stored(done.campaign?.id)).map(({ firstName }) => firstName)).toEqual(['Ann', 'Cy']);
  });

  it('has each status count for the stages up to it, and no further', async () => {
    const states = ['sent', 'delivered', 'replied', 'interested'];
    const done = await imported(
      `email,status\n${states.map((state, n) => `s${n}@beta.example,${state}`).join('\n')}\n`,
    );
    const reached = (await stored(done.campaign?.id)).map((lead) =>
      [lead.sentAt, lead.deliveredAt, lead.repliedAt, lead.interestedAt].map((at) => (at ? 1 : 0)).join(''),
    );
    expect(reached).toEqual(['1000', '1100', '1110', '1111']);
  });

  it('has its broken lines refused and every other line taken in: cells too many, a mark that is never closed', async () => {
    const done = await imported(
      [
        'email,name,company',
        'a@beta.example,Ann, Lee,Beta',
        'b@beta.example,Bo,Beta,,',
        'c@beta.example,"Cy ""the quoted""",Beta',
        'd@beta.example,"Dee,Beta',
        'e@beta.example,Eve,Beta',
        'f@beta.example,Fay,Beta',
        '',
      ].join('\n'),
    );
    expect(done.counts).toMatchObject({ rows: 6, created: 4, failed: 2 });
    const { errors } = await read(done.id);
    expect(errors).toMatchObject([
      { line: 2, column: null, reason: 'This row has more cells than the header row.' },
      { line: 5, column: 'name', reason: 'name has an opening quotation mark without a closing one.' },
    ]);
    expect((await stored(done.campaign?.id)).map(({ email, firstName }) => [email[0], firstName])).toEqual([
      ['b', 'Bo'],
      ['c', 'Cy'],
      ['e', 'Eve'],
      ['f', 'Fay'],
    ]);
  });

  it('names the line of the file on which a refused record begins, across chunks of a thousand and lines without any', async () => {
    const head = '\r\nemail,notes,size\r\n';
    const notes = (n: number) => (n % 7 === 0 ? `"one\r\ntwo\n${n === 700 ? '\n'.repeat(12_000) : ''}three"` : 'none');
    const isBroken = (n: number) => n % 97 === 0;
    const records = Array.from({ length: 2_300 }, (_, n) => {
      const gap = n % 50 === 0 ? '\r\n \n' : '';
      return `${gap}${isBroken(n) ? `nobody${n}` : `line${n}@beta.example`},${notes(n)},5" wide\r\n`;
    });
    const text = `\uFEFF${head}${records.join('')}`;
    const lineOf = new Map(text.split(/\r\n|\n/).map((line, at) => [line.split(',')[0], at + 1]));
    const done = await imported(text);
    const broken = records.flatMap((_, n) => (isBroken(n) ? [n] : []));
    expect(done.counts).toMatchObject({ rows: 2_300, created: 2_300 - broken.length, failed: broken.length });
    expect((await read(done.id)).errors.map(({ line }) => line)).toEqual(broken.map((n) => lineOf.get(`nobody${n}`)));
  });

  it('loses no line to a mark out of place or to cells longer than any name, and tells what it left out', async () => {
    // Nothing that could be compressed: an index takes what is short enough once it is.
    const digest = (n: number) => createHash('sha256').update(String(n)).digest('hex');
    const letters = Array.from({ length: 30 }, (_, n) =>
      digest(n).replace(/\d/g, (digit) => 'ghijklmnop'[+digit] ?? ''),
    );
    const long = `${letters.join('')} ${letters.join('')}`;
    const done = await imported(
      [
        `email,first name,company,lead id,${'x'.repeat(199)}🛎`,
        'a@beta.example,Ann,"Beta',
        'b@beta.example,Bo,Beta',
        'c@beta.example,Cy,"Beta"',
        `d@beta.example,${long},${long},${long},${long}`,
      ].join('\n'),
    );
    expect(done).toMatchObject({ status: 'done', counts: { rows: 4, created: 3, failed: 1 } });
    expect((await read(done.id)).errors).toMatchObject([
      { line: 2, column: 'company', reason: 'company has an opening quotation mark without a closing one.' },
      { line: 5, column: 'lead id', reason: 'lead id is longer than 200 characters: imported without it.' },
    ]);
  });

  it('imported twice creates and changes nothing the second time', async () => {
    const first = await imported(file);
    const before = await stored(first.campaign?.id);
    world.clock.advance(3_600_000);
    const again = await imported(file, first.campaign?.id);
    expect(again.counts).toMatchObject({ created: 0, updated: 0, unchanged: 3, failed: 1 });
    expect(await stored(first.campaign?.id)).toEqual(before);
  });

  it.each<[string, Uint8Array<ArrayBuffer>]>([
    ['UTF-8 with a mark', encoded('utf8', [0xef, 0xbb, 0xbf])],
    ['UTF-16', encoded('utf16le', [0xff, 0xfe])],
    ['UTF-16 without a mark', encoded('utf16le', [])],
    ['Windows-1252', encoded('latin1', [])],
  ])('is read in %s', async (_, bytes) => {
    const { body } = await upload(bytes);
    expect(body.import.columns).toEqual(['email', 'first name']);
    expect((await read(body.import.id)).preview[0]?.values.first_name).toBe('Zoë');
  });

  it('is refused without lines, of another type, too large, by those who may not, and from nobody', async () => {
    expect((await upload('email\n')).status).toBe(400);
    expect((await upload('')).status).toBe(400);
    expect((await upload('email\na@b.example', asOwner, 'application/json')).status).toBe(415);
    expect((await upload('email\na@b.example', asViewer)).status).toBe(403);
    expect((await upload('email\na@b.example', {})).status).toBe(401);
    const huge = await callRoute<Answer>(postImport, {
      as: asOwner,
      text: 'email\n',
      query: { file_name: 'x' },
      headers: { 'content-type': 'text/csv', 'content-length': String(51 * 1024 * 1024) },
    });
    expect(huge.status).toBe(413);
    const left = await world.db.select().from(leadImports).where(eq(leadImports.status, 'receiving'));
    expect(left).toEqual([]);
  });

  it('starts once, with a column of addresses, and is not remapped afterwards', async () => {
    const { body } = await upload('name\nAnn\n');
    const { id } = body.import;
    const start = () => callRoute<Answer>(startImport, { method: 'POST', as: asOwner, params: { id } });
    const refused = await start();
    expect([refused.status, refused.body.errors?.[0]]).toMatchObject([400, { field: 'mapping' }]);
    expect((await change(id, { mapping: { 9: 'email' } })).status).toBe(400);
    expect((await change(id, { mapping: { 0: 'email' } }, asStranger)).status).toBe(404);
    await change(id, { mapping: { 0: 'email' } });
    const [one, two] = await Promise.all([start(), start()]);
    expect(one?.body.import.campaign).toEqual(two?.body.import.campaign);
    await world.settle();
    expect((await change(id, { mapping: { 0: 'email' } })).status).toBe(409);
    const listed = await callRoute<{ imports: LeadImportWire[] }>(listImports, { as: asOwner });
    expect(listed.body.imports[0]?.id).toBe(id);
  });

  it('keeps no lines once they are taken in', async () => {
    const done = await imported('email\na@b.example\n');
    const left = await world.db
      .select()
      .from(leadImportChunks)
      .where(and(eq(leadImportChunks.importId, done.id)));
    expect(left).toEqual([]);
  });
});

function encoded(encoding: 'utf8' | 'utf16le' | 'latin1', mark: number[]): Uint8Array<ArrayBuffer> {
  return Uint8Array.from([...mark, ...Buffer.from('email,first name\nzoe@beta.example,Zoë\n', encoding)]);
}
