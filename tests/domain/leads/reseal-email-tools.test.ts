import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { DELETE as disconnect } from '@/app/api/email-tools/[id]/route';
import { POST as connect, GET as list } from '@/app/api/email-tools/route';
import type { EmailToolWire } from '@/lib/contracts/email-tools';
import { emailTools } from '@/lib/db/schema/lead-imports';
import { resealEmailTools } from '@/lib/leads/import/reseal-email-tools';
import { createEncryption } from '@/lib/security/encryption';
import { importEmailTools } from '@/lib/wiring/email-tools';
import { type EmailBison, startEmailBison } from '@/sandbox/emailbison/start-emailbison';
import { callRoute } from '@/tests/support/call-route';
import { makeOrganization, signIn } from '@/tests/support/factories';
import { openWorld, type World } from '@/tests/support/world';

let bison: EmailBison;
let world: World;
beforeAll(async () => {
  bison = await startEmailBison();
  world = await openWorld({ EMAILBISON_API_URL: bison.url });
});
afterAll(async () => {
  await world.close();
  await bison.stop();
});

async function connectedTool() {
  const { owner } = await makeOrganization(world);
  const as = await signIn(world, owner);
  const body = { base_url: bison.url, token: bison.account.token };
  const answer = await callRoute<{ email_tool: EmailToolWire }>(connect, { as, body });
  await world.settle();
  return { as, tool: answer.body.email_tool };
}

it('the tokens of an email tool are re-encrypted when a key is rotated, and still work', async () => {
  const { as, tool } = await connectedTool();
  const gone = await connectedTool();
  await callRoute(disconnect, { as: gone.as, params: { id: gone.tool.id } });
  const newKey = { id: 'k2', key: Buffer.alloc(32, 2) };
  const both = createEncryption([newKey, { id: 'k1', key: Buffer.alloc(32, 1) }]);
  expect(await resealEmailTools(world.db, both)).toEqual({ seen: 1, rotated: 1 });
  expect(await resealEmailTools(world.db, both)).toEqual({ seen: 1, rotated: 0 });

  world.override({ encryption: createEncryption([newKey]) });
  bison.control.reset();
  const [row] = await world.db.select().from(emailTools).where(eq(emailTools.id, tool.id));
  await world.db.update(emailTools).set({ nextImportAt: world.clock.now() });
  await importEmailTools(world.deps, 20_000);
  expect(row?.credentials).toMatch(/^v1\.k2\./);
  expect(bison.control.exchanges('campaigns.list')).toHaveLength(1);
  const { body } = await callRoute<{ email_tools: EmailToolWire[] }>(list, { as });
  expect(body.email_tools).toMatchObject([{ health_reason: null, webhook_url: tool.webhook_url }]);
});
