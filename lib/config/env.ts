import { z } from 'zod';

const optional = z.string().trim().min(1).optional();
const phoneNumber = z.string().regex(/^\+[1-9]\d{6,14}$/, 'must be a phone number in E.164, e.g. +12025550100');

/** An outside service's address: the real one unless told. */
const providerAddress = (official: string) => z.url({ protocol: /^https?$/ }).default(official);

/**
 * Every variable that the product reads, with its rule. An empty value counts as absent.
 * Kept in step with `.env.example` by a check.
 */
export const environmentSchema = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('production'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'must be the postgres:// address of a database' }),
  DATABASE_URL_DIRECT: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  DATABASE_DRIVER: z.enum(['neon', 'pg']).optional(),
  DATABASE_POOL_SIZE: z.coerce.number().int().min(1).max(200).default(10),
  NEON_WS_PROXY: optional,
  KV_REST_API_URL: z.url({ protocol: /^https?$/ }).optional(),
  KV_REST_API_TOKEN: optional,
  APP_URL: z.url({ protocol: /^https?$/, error: 'must be the public https:// address of this installation' }),
  AUTH_SECRET: z.string().min(32, 'must be at least 32 characters; make one with: openssl rand -base64 48'),
  ENCRYPTION_KEYS: z
    .string()
    .regex(
      /^\s*[\w-]{1,32}:[A-Za-z0-9+/]{43}=?\s*(,\s*[\w-]{1,32}:[A-Za-z0-9+/]{43}=?\s*)*$/,
      'must be id:base64key[,id:base64key…]; a key is 32 bytes: openssl rand -base64 32',
    ),
  CRON_SECRET: z.string().min(16, 'must be at least 16 characters; Vercel Cron sends it as its bearer token'),
  SIGNALWIRE_API_URL: z.url({
    protocol: /^https?$/,
    error: 'must be the address of your space, https://{space}.signalwire.com',
  }),
  SIGNALWIRE_PROJECT_ID: z.string().min(1, 'is shown on the API page of your SignalWire dashboard'),
  SIGNALWIRE_API_TOKEN: z.string().min(1, 'is shown once when you create a token with the Voice scope'),
  SIGNALWIRE_SIGNING_KEY: z
    .string()
    .min(1, 'is the PSK_… key on the API page; separate two with a comma while rotating'),
  SIGNALWIRE_FROM_NUMBER: phoneNumber,
  SIGNALWIRE_CALLS_PER_SECOND: z.coerce.number().positive('must be a number above 0').default(1),
  CALCOM_API_URL: providerAddress('https://api.cal.com'),
  CALCOM_API_KEY: optional,
  CALCOM_WEBHOOK_SECRET: optional,
  CALENDLY_API_URL: providerAddress('https://api.calendly.com'),
  CALENDLY_AUTH_URL: providerAddress('https://auth.calendly.com'),
  CALENDLY_CLIENT_ID: optional,
  CALENDLY_CLIENT_SECRET: optional,
  CALENDLY_WEBHOOK_SIGNING_KEY: optional,
  GOOGLE_API_URL: providerAddress('https://www.googleapis.com'),
  GOOGLE_AUTH_URL: providerAddress('https://accounts.google.com'),
  GOOGLE_TOKEN_URL: providerAddress('https://oauth2.googleapis.com'),
  GOOGLE_CLIENT_ID: optional,
  GOOGLE_CLIENT_SECRET: optional,
  MICROSOFT_API_URL: providerAddress('https://graph.microsoft.com'),
  MICROSOFT_AUTH_URL: providerAddress('https://login.microsoftonline.com'),
  MICROSOFT_CLIENT_ID: optional,
  MICROSOFT_CLIENT_SECRET: optional,
  EMAILBISON_API_URL: z.url({ protocol: /^https?$/ }).optional(),
  EMAILBISON_API_TOKEN: optional,
  EMAILBISON_WEBHOOK_TOKEN: z
    .string()
    .trim()
    .min(24, 'must be at least 24 characters, because it serves as a signature')
    .optional(),
  SVIX_TOKEN: optional,
  HUBSPOT_API_URL: providerAddress('https://api.hubapi.com'),
  SALESFORCE_LOGIN_URL: z.url({ protocol: /^https?$/ }).optional(),
  WEBHOOK_LOCAL_RECEIVERS: z
    .string()
    .regex(/^(127\.0\.0\.1:\d{1,5})(,127\.0\.0\.1:\d{1,5})*$/, 'must be 127.0.0.1:port pairs, separated by commas')
    .optional(),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
});

export type Environment = z.infer<typeof environmentSchema>;

/** Variables that mean nothing without each other. */
const pairs = [
  ['KV_REST_API_URL', 'KV_REST_API_TOKEN'],
  ['CALENDLY_CLIENT_ID', 'CALENDLY_CLIENT_SECRET'],
  ['GOOGLE_CLIENT_ID', 'GOOGLE_CLIENT_SECRET'],
  ['MICROSOFT_CLIENT_ID', 'MICROSOFT_CLIENT_SECRET'],
] as const satisfies [keyof Environment, keyof Environment][];

/** The variables of the database alone. */
const databaseEnvironmentSchema = environmentSchema.pick({
  DATABASE_URL: true,
  DATABASE_URL_DIRECT: true,
  DATABASE_DRIVER: true,
  DATABASE_POOL_SIZE: true,
  NEON_WS_PROXY: true,
});

export type DatabaseEnvironment = z.infer<typeof databaseEnvironmentSchema>;

/** One fault of the environment: the variable and what is wrong with it, in a sentence. */
export interface EnvironmentFault {
  variable: string;
  problem: string;
}

/** Thrown at boot; names every fault at once. */
export class EnvironmentError extends Error {
  readonly faults: EnvironmentFault[];

  constructor(faults: EnvironmentFault[]) {
    super(`Slotline cannot start:\n${faults.map((f) => `  ${f.variable} ${f.problem}`).join('\n')}`);
    this.name = 'EnvironmentError';
    this.faults = faults;
  }
}

/** Parses a set of variables. @throws EnvironmentError with all faults */
export function parseEnvironment(variables: Record<string, string | undefined>): Environment {
  return parseVariables(environmentSchema, variables, pairs);
}

/** Parses the variables of the database alone. @throws EnvironmentError with all faults */
export function parseDatabaseEnvironment(variables: Record<string, string | undefined>): DatabaseEnvironment {
  return parseVariables(databaseEnvironmentSchema, variables);
}

function parseVariables<Shape extends z.ZodRawShape>(
  schema: z.ZodObject<Shape>,
  variables: Record<string, string | undefined>,
  together: readonly (readonly [string, string])[] = [],
): z.output<z.ZodObject<Shape>> {
  // A pasted line end would make a secret that no header can carry.
  const present = Object.fromEntries(
    Object.entries(variables).flatMap(([name, value]) => (value?.trim() ? [[name, value.trim()] as const] : [])),
  );
  const result = schema.safeParse(present);
  const faults = (result.error?.issues ?? []).map((issue) => {
    const variable = String(issue.path[0]);
    const problem = present[variable] === undefined ? `is missing: it ${ruleOf(variable)}` : issue.message;
    return { variable, problem };
  });
  for (const name of Object.keys(schema.shape))
    if (/^(["'`]).*\1$/s.test(present[name] ?? ''))
      faults.push({ variable: name, problem: 'is in quotes: remove them, or they become part of the value' });
  for (const [one, other] of together) {
    const [given, missing] = present[one] === undefined ? [other, one] : [one, other];
    if (present[given] !== undefined && present[missing] === undefined)
      faults.push({ variable: missing, problem: `is missing: ${given} needs it; set both or neither` });
  }
  if (!result.success || faults.length > 0) throw new EnvironmentError(faults);
  return result.data;
}

/** What a variable has to be, in the words it would be refused with. */
function ruleOf(variable: string): string {
  const schema: z.ZodType | undefined = environmentSchema.shape[variable as keyof Environment];
  return schema?.safeParse('').error?.issues[0]?.message ?? 'must be set';
}

/** The variables of this process: the one place that reads them. */
export function processEnvironment(): Record<string, string | undefined> {
  return process.env;
}
