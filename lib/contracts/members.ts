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

export const membersResponse = z.object({ success: z.literal(true), members: z.array(member) });
export const memberResponse = z.object({ success: z.literal(true), member });
export const updateMemberBody = z.strictObject({ role });

export type MemberWire = z.infer<typeof member>;
