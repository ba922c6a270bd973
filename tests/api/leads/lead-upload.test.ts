import { asc, eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { POST as completeImport } from '@/app/api/lead-imports/[id]/complete/route';
import { PUT as putPart } from '@/app/api/lead-imports/[id]/parts/[part]/route';
import { GET as getImport } from '@/app/api/lead-imports/[id]/route';
import { POST as startImport } from '@/app/api/lead-imports/[id]/start/route';
import { POST as beginImport } from '@/app/api/lead-imports/begin/route';
import { POST as postImport } from '@/app/api/lead-imports/route';
import { type ImportDetails, importLimits } from '@/lib/contracts/lead-imports';
import { leadImportChunks, leadImportParts } from '@/lib/db/schema/lead-imports';
import { callRoute, type Problem } from '@/tests/support/call-route';
import { type Caller, makeMember, makeOrganization, signIn } from '@/tests/support/factories';
import { sharedWorld } from '@/tests/support/world';

const world = sharedWorld();
let asOwner: Caller;
let asViewer: Caller;
let asStranger: Caller;
beforeAll(async () => {
  const { organization, owner } = await makeOrganization(world);
  asOwner = await signIn(world, owner);
  asViewer = await signIn(world, await makeMember(world, organization, 'viewer'));
  asStranger = await signIn(world, (await makeOrganization(world)).owner);
});

type Answer = Omit<Problem, 'errors'> & ImportDetails & { missing?: number[] };

/** Large enough for three parts; letters of two bytes, so that parts end within one. */
const file: Uint8Array<ArrayBuffer> = Uint8Array.from(
  Buffer.from(
    `email;first name;company\n${Array.from({ length: 30_000 }, (_, n) => `person${n}@beta.example;Zoë ${n};"Øre; und Söhne ${'ä'.repeat(n % 40)}"`).join('\n')}\n`,
  ),
);
const partOf = (part: number, of = file) =>
  of.slice((part - 1) * importLimits.partBytes, part * importLimits.partBytes);

const begin = (bytes: number, as: Caller | undefined = asOwner) =>
  callRoute<Answer>(beginImport, { as, body: { file_name: 'many.csv', bytes } });
const put = (id: string, part: number, bytes = partOf(part), as: Caller | undefined = asOwner) =>
  callRoute<Answer>(putPart, { method: 'PUT', as, params: { id, part: String(part) }, text: bytes });
const complete = (id: string, as: Caller | undefined = asOwner) =>
  callRoute<Answer>(completeImport, { method: 'POST', as, params: { id } });
const read = (id: string) => callRoute<Answer>(getImport, { as: asOwner, params: { id } });
const begun = async (bytes = file.length) => (await begin(bytes)).body.import.id;
const linesOf = (id: string) =>
  world.db
    .select({ firstLine: leadImportChunks.firstLine, rows: leadImportChunks.rows })
    .from(leadImportChunks)
    .where(eq(leadImportChunks.importId, id))
    .orderBy(asc(leadImportChunks.firstLine));

describe('a file of leads in parts', () => {
  it('is the same file as in one request, whatever the order of its parts and however often they come', async () => {
    const whole = await callRoute<Answer>(postImport, {
      as: asOwner,
      text: file,
      query: { file_name: 'many.csv' },
      headers: { 'content-type': 'text/csv' },
    });
    const started = await begin(file.length);
    expect([started.status, started.body.import.status]).toEqual([201, 'receiving']);
    expect(started.body.upload).toEqual({ bytes: file.length, part_bytes: importLimits.partBytes, received: [] });
    const { id } = started.body.import;
    for (const part of [3, 1, 3]) expect((await put(id, part)).status).toBe(200);
    await Promise.all([put(id, 2), put(id, 2), put(id, 1)]);
    const done = await complete(id);
    expect(done.status).toBe(200);
    const { id: _, created_at: __, ...same } = whole.body.import;
    expect(done.body.import).toMatchObject(same);
    expect(await linesOf(id)).toEqual(await linesOf(whole.body.import.id));
    expect(await world.db.$count(leadImportParts, eq(leadImportParts.importId, id))).toBe(0);
  });

  it('can be gone on with: what is there is told with its digest, what is missing when it is completed too soon', async () => {
    const id = await begun();
    const { body: kept } = await put(id, 2);
    expect((await read(id)).body.upload?.received).toEqual([
      { part: 2, sha256: (kept as unknown as { sha256: string }).sha256 },
    ]);
    const tooSoon = await complete(id);
    expect([tooSoon.status, tooSoon.body.missing]).toEqual([409, [1, 3]]);
    await put(id, 1);
    await put(id, 3);
    expect((await complete(id)).body.import.counts.rows).toBe(30_000);
    expect((await read(id)).body.upload).toBeNull();
  });

  it('completed twice, or at once, is read once, and takes no part afterwards', async () => {
    const id = await begun();
    for (const part of [1, 2, 3]) await put(id, part);
    const answers = await Promise.all([complete(id), complete(id)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect((await complete(id)).body.import.counts.rows).toBe(30_000);
    const lines = (await linesOf(id)).flatMap(({ rows }) => rows);
    expect(lines).toHaveLength(30_000);
    const late = await put(id, 1);
    expect([late.status, late.body.code]).toEqual([409, 'conflict']);
  });

  it('refuses parts that were cut off, are too long or beyond its end, and files that are too large', async () => {
    const id = await begun();
    expect((await put(id, 1, partOf(1).slice(1))).status).toBe(400);
    expect((await put(id, 3, partOf(1))).status).toBe(400);
    expect((await put(id, 1, file)).status).toBe(413);
    expect((await put(id, 0)).status).toBe(400);
    expect((await put(id, 4)).status).toBe(404);
    expect((await read(id)).body.upload?.received).toEqual([]);
    expect((await begin(importLimits.megabytes * 1024 * 1024 + 1)).status).toBe(413);
    expect((await begin(0)).status).toBe(400);
  });

  it('that holds no rows is refused and forgotten', async () => {
    const nothing = Uint8Array.from(Buffer.from('email\n'));
    const id = await begun(nothing.length);
    await put(id, 1, nothing);
    expect((await complete(id)).status).toBe(400);
    expect((await read(id)).status).toBe(404);
    expect((await put(id, 1, nothing)).status).toBe(404);
  });

  it('is closed to those who may not, to other organizations, and to nobody; and does not start half-sent', async () => {
    const id = await begun();
    expect((await begin(10, asViewer)).status).toBe(403);
    expect((await begin(10, {})).status).toBe(401);
    expect((await put(id, 1, partOf(1), asViewer)).status).toBe(403);
    expect((await put(id, 1, partOf(1), asStranger)).status).toBe(404);
    expect((await put(id, 1, partOf(1), {})).status).toBe(401);
    expect((await complete(id, asViewer)).status).toBe(403);
    expect((await complete(id, asStranger)).status).toBe(404);
    expect((await complete(id, {})).status).toBe(401);
    const started = await callRoute<Answer>(startImport, { method: 'POST', as: asOwner, params: { id } });
    expect(started.status).toBe(409);
  });
});
