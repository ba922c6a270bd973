import { z } from 'zod';
import { emailAddress, line, plan, role } from './shared';

/** A password to check: whatever it is, an unfit one is merely wrong. */
const givenPassword = z.string().min(1).max(256);

/** A password to keep. */
export const newPassword = z
  .string()
  .min(10, 'Use at least 10 characters. A few words work best.')
  .max(128, 'Use at most 128 characters.');

export const signInBody = z.object({ email: emailAddress, password: givenPassword });

export const updatePasswordBody = z.object({ current_password: givenPassword, new_password: newPassword });

export const switchBody = z.object({ organization_id: line(64) });

const person = z.object({ id: z.string(), name: z.string(), email: z.string() });

const organization = z.object({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  plan,
  time_zone: z.string(),
  role,
});

/** Who has signed in, and where. */
export const sessionResponse = z.object({ success: z.literal(true), user: person, organization });

export const meResponse = sessionResponse.extend({
  permissions: z.array(z.string()),
  features: z.array(z.string()),
  organizations: z.array(z.object({ id: z.string(), name: z.string() })),
});

export type SessionResponse = z.infer<typeof sessionResponse>;
