import { z } from 'zod';
import { changesSomething, instant, line, nothingChanges } from './shared';

const emailTool = z.object({
  id: z.string(),
  provider: z.literal('emailbison'),
  base_url: z.string(),
  workspace: z.string(),
  status: z.enum(['connected', 'needs_attention']),
  /** Stable word for what is wrong, e.g. `token_refused`. */
  health_reason: z.string().nullable(),
  /** Name of the custom variable with the phone number; null: the usual names. */
  phone_variable: z.string().nullable(),
  /** The client of imported campaigns. */
  client: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** The address for EmailBison's webhooks; only shown to people who may change it. */
  webhook_url: z.string().nullable(),
  imported_at: instant.nullable(),
  created_at: instant,
});

export const emailToolsResponse = z.object({
  success: z.literal(true),
  email_tools: z.array(emailTool),
  /** The suggested address for a new connection. */
  default_base_url: z.string().nullable(),
});
export const emailToolResponse = z.object({ success: z.literal(true), email_tool: emailTool });

const clientId = z.string().min(1).max(64);
const variable = line(100);

export const connectEmailToolBody = z.strictObject({
  base_url: z.url({
    protocol: /^https?$/,
    error: 'Enter the URL of your instance, e.g. https://dedi.emailbison.com.',
  }),
  token: line(500),
  phone_variable: variable.nullish(),
  client_id: clientId.nullish(),
});
export const updateEmailToolBody = z
  .strictObject({ phone_variable: variable.nullable().optional(), client_id: clientId.nullable().optional() })
  .refine(changesSomething, nothingChanges);

export type EmailToolsResponse = z.infer<typeof emailToolsResponse>;
export type EmailToolWire = z.infer<typeof emailTool>;
export type ConnectEmailTool = z.infer<typeof connectEmailToolBody>;
export type UpdateEmailTool = z.infer<typeof updateEmailToolBody>;
