import { type BrowserContext, test as base, expect, request } from '@playwright/test';
import { demoPassword } from '@/sandbox/demo-data/demo-organizations';

type State = Awaited<ReturnType<BrowserContext['storageState']>>;

/** Sessions made so far in this worker, by address. Signing in has a test of its own; elsewhere once is enough. */
const sessions = new Map<string, Promise<State>>();

/** The session of somebody of the demo, made at the first asking. */
function sessionOf(email: string): Promise<State> {
  const session = sessions.get(email) ?? openSession(email);
  sessions.set(email, session);
  return session;
}

async function openSession(email: string): Promise<State> {
  const baseURL = process.env.SLOTLINE_E2E_URL;
  const context = await request.newContext({ baseURL, extraHTTPHeaders: { origin: baseURL ?? '' } });
  try {
    const answer = await context.post('/api/auth/sign-in', { data: { email, password: demoPassword } });
    expect(answer.status(), `${email} signs in`).toBe(200);
    return await context.storageState();
  } finally {
    await context.dispose();
  }
}

/** A test whose browser is signed in as `email`; `test.use({ email: … })` chooses whom, null: nobody. */
export const test = base.extend<{ email: string | null }>({
  email: ['operator@demo.test', { option: true }],
  storageState: async ({ email }, use) => {
    await use(email === null ? undefined : await sessionOf(email));
  },
});

export { expect };
