import { timestamp } from 'drizzle-orm/pg-core';

/** An instant, UTC, to the millisecond: the resolution of a JavaScript Date, so that a value survives the round trip. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: 'date' });
