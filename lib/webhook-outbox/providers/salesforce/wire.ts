import { z } from 'zod';

/** What an administrator enters: the connected app's consumer key and secret. */
export const credentials = z.object({ consumer_key: z.string(), consumer_secret: z.string() });

export const tokenAnswer = z.object({ access_token: z.string(), instance_url: z.url() });

export const queryAnswer = z.object({ records: z.array(z.object({ Id: z.string() })) });

/** Answer of a create or upsert; an update answers 204 without a body. */
export const savedAnswer = z.object({ id: z.string(), success: z.boolean() });

export const errorAnswer = z.array(z.object({ errorCode: z.string(), message: z.string() }));
