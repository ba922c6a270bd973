import { z } from 'zod';

/** A member's role, most powerful first. */
export const role = z.enum(['owner', 'admin', 'supervisor', 'operator', 'analyst', 'viewer']);

export const plan = z.enum(['free', 'pro', 'business', 'enterprise']);

/** An instant in UTC, e.g. `2026-03-02T10:00:00.000Z`. */
export const instant = z.iso.datetime();

/** `[id]` of an address. */
export const idParams = z.object({ id: z.string().min(1).max(64) });

/** The response of a command that returns nothing. */
export const done = z.object({ success: z.literal(true) });

/** Text of one line: trimmed, not empty. */
export const line = (longest: number) => z.string().trim().min(1, 'This field is required.').max(longest);

export const emailAddress = z
  .string()
  .trim()
  .toLowerCase()
  .max(254)
  .pipe(z.email({ error: 'Enter a valid email address, e.g. name@company.com.' }));

/** The name of an IANA time zone; checked where it is used. */
export const timeZoneName = z.string().trim().min(1).max(64);

/** A phone number as a person writes it; parsed where it is used. */
export const phoneText = z.string().trim().min(1).max(40);

/** Refuses a change that changes nothing. */
export function changesSomething(value: object): boolean {
  return Object.values(value).some((one) => one !== undefined);
}
export const nothingChanges = { error: 'Change at least one field.' };
