import { resolve } from 'node:path';
import { startWorld } from '@/sandbox/world/start-world';
import { takeWorld } from '@/sandbox/world/world-lock';
import { welcome } from './demo/welcome';
import { runUntilStopped } from './run-until-stopped';

const folder = resolve('.slotline');

await runUntilStopped(
  async () => {
    const lock = await takeWorld(folder, 'dev');
    return startWorld({ mode: 'dev', folder, lock, given: process.env, say: console.log });
  },
  async (world) => {
    console.log(welcome(world.url, world.carrier?.url ?? null));
    await world.app.ended;
    throw new Error('The app has ended.');
  },
);
