import { maintainConnections } from '@/lib/calendars/connections/maintain-connections';
import { defineCron } from '@/lib/http/routes/define-cron';
import { calendarContext } from '@/lib/wiring/calendars';

/** Seconds. */
export const maxDuration = 300;

export const GET = defineCron('calendar-sync', ({ deps }) => maintainConnections(calendarContext(deps)));
