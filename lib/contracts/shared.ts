import { z } from 'zod';

/** A member's role, most powerful first. */
export const role = z.enum(['owner', 'admin', 'supervisor', 'operator', 'analyst', 'viewer']);

export const plan = z.enum(['free', 'pro', 'business', 'enterprise']);

/** An instant in UTC, e.g. `2026-03-02T10:00:00.000Z`. */
export const instant = z.iso.datetime();

/** `[id]` of an address. */
export const idParams = z.object({ id: z.string().min(1).max(64) });

/** The answer of a command that has nothing to tell. */
export const done = z.object({ success: z.literal(true) });

/** Text of one line: trimmed, and something must be left. */
export const line = (longest: number) => z.string().trim().min(1, 'Fill this in.').max(longest);

export const emailAddress = z
  .string()
  .trim()
  .toLowerCase()
  .max(254)
  .pipe(z.email({ error: 'This is not an e-mail address.' }));

/** The name of an IANA zone; whether there is such a zone is checked where it is used. */
export const timeZoneName = z.string().trim().min(1).max(64);

/** A telephone number as a person writes it; parsed where it is used. */
export const phoneText = z.string().trim().min(1).max(40);

/** Refuses a change that changes nothing. */
export function changesSomething(value: object): boolean {
  return Object.values(value).some((one) => one !== undefined);
}
export const nothingChanges = { error: 'Name at least one thing to change.' };
