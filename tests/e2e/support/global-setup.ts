import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { startWorld } from '@/sandbox/world/start-world';
import { takeWorld } from '@/sandbox/world/world-lock';
import { unpackBrowser } from './browser';
import { openEmptyOrganization } from './empty-organization';

/** People on the phone answer and talk this much faster than in real time. */
const TIME_SCALE = 4;
const FIRST_PORT = '3470';

/** A fresh world with the demo data for the whole run; the returned function stops it. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  const folder = resolve('.slotline/browser-world');
  const lock = await takeWorld(folder, 'test');
  rmSync(resolve(folder, 'postgres'), { recursive: true, force: true });
  const [world, browser] = await Promise.all([
    startWorld({
      mode: 'start',
      folder,
      lock,
      given: { PATH: process.env.PATH, PORT: FIRST_PORT },
      timeScale: TIME_SCALE,
      say: () => undefined,
    }),
    unpackBrowser(resolve('.slotline')),
  ]);
  await openEmptyOrganization(world.environment);
  process.env.SLOTLINE_E2E_URL = world.url;
  process.env.SLOTLINE_E2E_CHROMIUM = browser;
  process.env.SLOTLINE_E2E_CRON_SECRET = world.environment.CRON_SECRET;
  process.env.SLOTLINE_E2E_CARRIER = world.carrier?.url;
  process.env.SLOTLINE_E2E_CALCOM = world.calendars.calcom?.url;
  process.env.SLOTLINE_E2E_DATABASE = world.environment.DATABASE_URL;
  process.env.SLOTLINE_E2E_RECEIVER = world.targets['webhook-receiver']?.url;
  return () => world.stop();
}
