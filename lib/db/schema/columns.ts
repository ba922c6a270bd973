import { customType, timestamp } from 'drizzle-orm/pg-core';

/** An instant, UTC, to the millisecond: the resolution of a JavaScript Date, so that a value survives the round trip. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: 'date' });

/** Bytes as they are. */
export const bytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => 'bytea' });
