import { z } from 'zod';
import { emailAddress, instant, line, role } from './shared';

const invite = z.object({
  id: z.string(),
  email: z.string(),
  role,
  invited_by: z.string(),
  created_at: instant,
  expires_at: instant,
  expired: z.boolean(),
});

export const createInviteBody = z.object({ email: emailAddress, role });

export const invitesResponse = z.object({ success: z.literal(true), invites: z.array(invite) });

export const createInviteResponse = z.object({
  success: z.literal(true),
  invite,
  /** Shown once: the token in it is not kept. */
  link: z.url(),
});

const token = z.string().min(20).max(100);

export const inviteQuery = z.object({ token });

/** What the page of an invite shows to anyone who has its link. */
const shownInvite = z.object({
  organization_name: z.string(),
  email: z.string(),
  role,
  expires_at: instant,
  /** True when the address has an account: its password is asked, not a new one. */
  account_exists: z.boolean(),
});

export const inviteResponse = z.object({ success: z.literal(true), invite: shownInvite });

export const acceptInviteBody = z.object({
  token,
  /** Needed for a new account. */
  name: line(120).optional(),
  password: z.string().min(1).max(256),
});

export type InviteWire = z.infer<typeof invite>;
export type ShownInvite = z.infer<typeof shownInvite>;
