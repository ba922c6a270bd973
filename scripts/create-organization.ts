import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { databaseConfig } from '@/lib/config/config';
import { EnvironmentError, parseDatabaseEnvironment } from '@/lib/config/env';
import { newPassword } from '@/lib/contracts/auth';
import { emailAddress, line, plan, timeZoneName } from '@/lib/contracts/shared';
import { systemIds } from '@/lib/core/ids';
import { closeDatabase, createDatabase } from '@/lib/db/client';
import { isUniqueViolation } from '@/lib/db/constraint-errors';
import { users } from '@/lib/db/schema/orgs';
import { createOrganization } from '@/lib/orgs/settings/create-organization';
import { hashPassword } from '@/lib/security/password';
import { isTimeZone } from '@/lib/time/zones';
import { loadDotEnv } from './load-dot-env';

const USAGE = `Creates an organization with its first owner, who can then invite the others.

  npm run org:create -- --name "Acme Ltd" --slug acme --owner "Ada Byron" --email ada@acme.example
    [--plan free|pro|business|enterprise] [--time-zone America/New_York] [--password-stdin]

Without --password-stdin, a password is generated and printed once.`;

const options = z.object({
  name: line(200),
  slug: z.string().regex(/^[a-z0-9][a-z0-9-]{1,39}$/, 'use lowercase letters, digits and dashes, 2 to 40 characters'),
  owner: line(200),
  email: emailAddress,
  plan: plan.default('business'),
  'time-zone': timeZoneName.refine(isTimeZone, 'is not an IANA time zone').default('UTC'),
  'password-stdin': z.boolean().default(false),
});

function readOptions(): z.output<typeof options> {
  const string = { type: 'string' } as const;
  const { values } = parseArgs({
    options: {
      name: string,
      slug: string,
      owner: string,
      email: string,
      plan: string,
      'time-zone': string,
      'password-stdin': { type: 'boolean' },
    },
  });
  return options.parse(values);
}

async function create(): Promise<string> {
  const wanted = readOptions();
  const given = wanted['password-stdin'] ? newPassword.parse((await text(process.stdin)).replace(/\r?\n$/, '')) : null;
  const password = given ?? systemIds.secret(15);
  const db = createDatabase(databaseConfig(parseDatabaseEnvironment(process.env)));
  try {
    const { name, slug, email } = wanted;
    const owner = { email, name: wanted.owner, passwordHash: await hashPassword(password) };
    const { ownerId } = await createOrganization(
      { db, ids: systemIds, now: new Date() },
      { name, slug, plan: wanted.plan, timeZone: wanted['time-zone'], owner },
    );
    const [user] = await db.select({ hash: users.passwordHash }).from(users).where(eq(users.id, ownerId));
    const known = user?.hash !== owner.passwordHash;
    const how = known
      ? 'with their existing password'
      : given
        ? 'with the password you gave'
        : `with the password ${password}`;
    return `${name} is ready. ${email} can sign in ${how}`;
  } catch (error) {
    if (isUniqueViolation(error)) throw new Error(`The slug ${wanted.slug} is taken. Choose another --slug.`);
    throw error;
  } finally {
    await closeDatabase(db);
  }
}

function usageErrorOf(error: unknown): string {
  if (error instanceof z.ZodError)
    return `${error.issues.map(({ path, message }) => `--${path.join('.') || 'password-stdin'}: ${message}`).join('\n')}\n\n${USAGE}`;
  if (error instanceof EnvironmentError) return error.message;
  return error instanceof TypeError ? `${error.message}\n\n${USAGE}` : String(error);
}

loadDotEnv();
try {
  console.log(await create());
} catch (error) {
  console.error(usageErrorOf(error));
  process.exitCode = 1;
}
