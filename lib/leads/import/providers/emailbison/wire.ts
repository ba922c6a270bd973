import { z } from 'zod';

/** EmailBison sends numbers as numbers or strings. */
const figure = z
  .union([
    z.number(),
    z
      .string()
      .regex(/^-?\d+(\.\d+)?$/)
      .transform(Number),
  ])
  .nullish()
  .transform((value) => value ?? 0);
const idText = z.union([z.number(), z.string().min(1)]).transform(String);
const flag = z
  .union([z.boolean(), z.number(), z.string()])
  .nullish()
  .transform((value) => value === true || value === 1 || value === '1' || value === 'true');
/** Without NUL and lone surrogates, which PostgreSQL rejects. */
const storable = (text: string) => text.replace(/[\p{Cs}\0]/gu, '').trim();
const word = z
  .string()
  .nullish()
  .transform((text) => storable(text ?? '') || null);
/** A custom variable as text; lists and objects are empty. */
const value = z.unknown().transform((any) => (typeof any === 'object' ? '' : storable(String(any ?? ''))));

/** The page count is in `meta`; `per_page` may be ignored. */
export const wirePage = z.object({
  data: z.array(z.unknown()),
  meta: z.object({ last_page: figure }).optional(),
});
export const wireOne = z.object({ data: z.unknown() });
export const wireFailure = z.object({ success: z.literal(false) });

export const wireUser = z.object({
  id: idText,
  email: word,
  workspace: z.object({ id: idText, name: word }).nullish(),
});

export const wireCampaign = z.object({
  id: idText,
  name: word,
  status: word,
  updated_at: word,
  emails_sent: figure,
  replied: figure,
  unique_replies: figure,
  bounced: figure,
  unsubscribed: figure,
  interested: figure,
  total_leads: figure,
  total_leads_contacted: figure,
});
export type WireCampaign = z.infer<typeof wireCampaign>;

export const wireLead = z.object({
  id: idText,
  email: word,
  first_name: word,
  last_name: word,
  title: word,
  company: word,
  status: word,
  custom_variables: z.array(z.object({ name: z.string().transform(storable), value })).nullish(),
  lead_campaign_data: z
    .array(
      z.object({
        campaign_id: idText,
        status: word,
        emails_sent: figure,
        replies: figure,
        interested: flag,
      }),
    )
    .nullish(),
});
export type WireLead = z.infer<typeof wireLead>;

export const wireSentEmail = z.object({
  id: idText,
  status: word,
  sent_at: word,
  lead_id: idText.nullish(),
  lead: z.object({ id: idText }).nullish(),
});
export type WireSentEmail = z.infer<typeof wireSentEmail>;

export const wireReply = z.object({
  id: idText,
  campaign_id: idText.nullish(),
  lead_id: idText.nullish(),
  folder: word,
  interested: flag,
  automated_reply: flag,
  date_received: word,
});
export type WireReply = z.infer<typeof wireReply>;

/** A webhook; only the ids of what it is about are read. */
export const wirePush = z.object({
  event: z.object({ type: z.string().min(1).max(100) }),
  data: z
    .object({
      reply: z.object({ id: idText, lead_id: idText.nullish() }).nullish(),
      lead: z.object({ id: idText }).nullish(),
      campaign_event: z.object({ id: idText }).nullish(),
    })
    .nullish(),
});
