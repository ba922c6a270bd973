import { defineCron } from '@/lib/http/routes/define-cron';
import { purgeExpired } from '@/lib/wiring/purge-expired';

export const dynamic = 'force-dynamic';
export const maxDuration = 60;

export const GET = defineCron('retention', ({ deps, now }) => purgeExpired(deps.db, now));
