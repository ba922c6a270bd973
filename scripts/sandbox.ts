import { resolve } from 'node:path';
import { startTicker } from '@/sandbox/ticker/start-ticker';
import { startTickerControl } from '@/sandbox/ticker/start-ticker-control';
import { startSimulators } from '@/sandbox/world/start-simulators';
import { UndoStack } from '@/sandbox/world/undo-stack';
import { takeWorld } from '@/sandbox/world/world-lock';
import { runUntilStopped } from './run-until-stopped';

const folder = resolve('.slotline');
const appUrl = process.env.APP_URL || `http://localhost:${process.env.PORT || 3000}`;

async function startSandbox() {
  const undo = new UndoStack();
  try {
    const lock = await takeWorld(folder, 'sandbox');
    undo.add(() => lock.release());
    const simulators = await startSimulators({ folder, appUrl, given: process.env, undo });
    const ticker = await startTicker({ appUrl, cronSecret: simulators.environment.CRON_SECRET ?? '' });
    undo.add(() => ticker.stop());
    const control = await startTickerControl(ticker);
    undo.add(() => control.stop());
    return { ...simulators, tickerControlUrl: control.url, stop: () => undo.undo() };
  } catch (error) {
    await undo.undo();
    throw error;
  }
}

await runUntilStopped(startSandbox, ({ postgresUrl, carrier, calendars, targets, tickerControlUrl, environment }) => {
  const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value));
  const parts = {
    postgres: postgresUrl && { url: postgresUrl, port: Number(new URL(postgresUrl).port) },
    carrier: carrier && { url: carrier.url, port: carrier.port, control: `${carrier.url}/_control` },
    ...Object.fromEntries(
      Object.entries({ ...calendars, ...targets }).map(([name, { url, port }]) => [
        name,
        { url, port, control: `${url}/_control` },
      ]),
    ),
    ticker: { app: appUrl, control: tickerControlUrl },
    environment: set,
  };
  console.log(JSON.stringify(parts, null, 2));
  return new Promise(() => undefined);
});
