import { and, eq, gt, isNull } from 'drizzle-orm';
import { newPassword } from '@/lib/contracts/auth';
import { AppError } from '@/lib/core/errors';
import type { Transaction } from '@/lib/db/client';
import { isUniqueViolation } from '@/lib/db/constraint-errors';
import { invites, users } from '@/lib/db/schema/orgs';
import type { Kv } from '@/lib/kv/port';
import { type OpenedSession, openSession, type Tools } from '@/lib/orgs/access/open-session';
import { admitTry } from '@/lib/orgs/access/sign-in-throttle';
import { appendAudit } from '@/lib/orgs/audit';
import { hashPassword, verifyPassword } from '@/lib/security/password';
import { addMember } from './add-member';
import { findOpenInvite, inviteExpired, type OpenInvite } from './invite-queries';

interface Acceptance {
  token: string;
  /** Needed for a new account. */
  name?: string;
  /** A new one for a new account, else the account's own. */
  password: string;
  clientAddress: string;
}

interface Person {
  id: string;
  name: string;
  /** Null when the account is there already. */
  passwordHash: string | null;
}

/**
 * Makes the holder of an invite's link a member, with a new account or the one of that address, and signs them in.
 * Of two acceptances at once one wins.
 * @throws AppError `invite_expired`, `wrong_credentials`, `rate_limited`, `validation_failed`
 */
export async function acceptInvite(tools: Tools, kv: Kv, acceptance: Acceptance): Promise<OpenedSession> {
  const invite = await findOpenInvite(tools.db, acceptance.token, tools.now);
  const person = invite.account
    ? await knownPerson(kv, invite, invite.account, acceptance, tools.now)
    : await newPerson(tools, acceptance);
  try {
    return await tools.db.transaction(async (tx) => {
      await useUp(tx, invite.id, tools.now);
      if (person.passwordHash !== null)
        await tx.insert(users).values({
          ...person,
          passwordHash: person.passwordHash,
          email: invite.email,
          createdAt: tools.now,
        });
      const { organizationId, role, timeZone } = invite;
      const inside: Tools = { ...tools, db: tx };
      const user = { id: person.id, name: person.name, email: invite.email };
      await addMember(inside, { organizationId, user, role, timeZone });
      await appendAudit(
        tx,
        { ...tools, actor: { kind: 'user', userId: person.id, role }, requestId: null },
        organizationId,
        { action: 'invite.accepted', target: { id: invite.id, name: invite.email }, detail: { role } },
      );
      return openSession(inside, { userId: person.id, organizationId });
    });
  } catch (error) {
    // Another invite of this address was accepted a moment ago: the account is there now, with its password.
    if (isUniqueViolation(error, 'users_email_unique'))
      throw new AppError('conflict', 'An account with this email already exists. Sign in with its password.', {
        cause: error,
      });
    throw error;
  }
}

async function knownPerson(
  kv: Kv,
  invite: OpenInvite,
  account: NonNullable<OpenInvite['account']>,
  { password, clientAddress }: Acceptance,
  now: Date,
): Promise<Person> {
  const admitted = await admitTry(kv, { email: invite.email, clientAddress }, now);
  if (!(await verifyPassword(account.passwordHash, password))) {
    await admitted.failed();
    const fields = [{ field: 'password', message: 'Incorrect password.' }];
    throw new AppError('wrong_credentials', 'Incorrect password.', { fields });
  }
  await admitted.succeeded();
  return { id: account.id, name: account.name, passwordHash: null };
}

async function newPerson({ ids }: Tools, { name, password }: Acceptance): Promise<Person> {
  const fit = newPassword.safeParse(password);
  const fields = [
    ...(name ? [] : [{ field: 'name', message: 'Enter your name.' }]),
    ...(fit.error?.issues.map(({ message }) => ({ field: 'password', message })) ?? []),
  ];
  if (!name || fields.length > 0) throw new AppError('validation_failed', 'Fix the marked fields.', { fields });
  return { id: ids.make('user'), name, passwordHash: await hashPassword(password) };
}

async function useUp(tx: Transaction, inviteId: string, now: Date): Promise<void> {
  const [used] = await tx
    .update(invites)
    .set({ acceptedAt: now })
    .where(
      and(eq(invites.id, inviteId), isNull(invites.acceptedAt), isNull(invites.revokedAt), gt(invites.expiresAt, now)),
    )
    .returning({ id: invites.id });
  if (!used) throw inviteExpired();
}
