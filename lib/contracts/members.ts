import { z } from 'zod';
import { instant, role } from './shared';

const member = z.object({
  id: z.string(),
  user_id: z.string(),
  name: z.string(),
  email: z.string(),
  role,
  joined_at: instant,
});

export const membersAnswer = z.object({ success: z.literal(true), members: z.array(member) });
export const memberAnswer = z.object({ success: z.literal(true), member });
export const changeMemberBody = z.strictObject({ role });

export type MemberWire = z.infer<typeof member>;
