import { z } from 'zod';

/** Providers that are connected by OAuth: as the addresses spell them, and as the data does. */
export const oauthProviders = { calendly: 'calendly', google: 'google', microsoft: 'outlook' } as const;
export type OAuthProviderName = keyof typeof oauthProviders;

export const oauthParams = z.object({ provider: z.enum(['calendly', 'google', 'microsoft']) });

const returned = z.string().max(4096).optional();

/** What a provider sends a browser back with; providers add more, which is not read. */
export const oauthReturnQuery = z.object({ state: returned, code: returned, error: returned });
