import { z } from 'zod';
import { instant } from './shared';

const notice = z.object({
  id: z.string(),
  kind: z.string(),
  message: z.string(),
  booking_id: z.string().nullable(),
  created_at: instant,
  read_at: instant.nullable(),
});

export const noticesQuery = z.object({ unread: z.enum(['true', 'false']).optional() });
export const noticesResponse = z.object({
  success: z.literal(true),
  notices: z.array(notice),
  unread_count: z.int(),
});
export const noticeResponse = z.object({ success: z.literal(true), notice });

export type NoticeWire = z.infer<typeof notice>;
