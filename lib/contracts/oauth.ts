import { z } from 'zod';

/** Providers that are connected by consent, as the addresses spell them. */
export const oauthParams = z.object({ provider: z.enum(['calendly', 'google', 'microsoft']) });

const returned = z.string().max(4096).optional();

/** What a provider sends a browser back with; providers add more, which is not read. */
export const oauthReturnQuery = z.object({ state: returned, code: returned, error: returned });
