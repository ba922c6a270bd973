import { cpuTimeMs, cpuTimeOfFamilyMs } from '@/tests/bench/support/cpu-time';
import type { CarrierProcess } from '@/tests/support/outside/start-carrier-process';
import { type Burst, type Contender, TICK_AHEAD_MS } from './contender';

/** One contender's burst. */
export interface Measured {
  /** From the first order that the carrier received to the last. */
  callsPerSecond: number;
  /** From the due instant to the last order written down, in milliseconds. */
  wallMs: number;
  /** CPU time of its own process a call, in microseconds. */
  ownCpuUs: number;
  /** CPU time of the database a call, in microseconds. */
  databaseCpuUs: number;
}

/** What all contenders work with. */
interface Stage {
  carrier: CarrierProcess;
  postgresPid: number;
}

/** Clearing, seeding and vacuuming end within this as a rule. */
const PREPARE_MS = 6_000;
const MAX_PREPARE_MS = 60_000;

/** Lets a contender place a burst and reads the carrier's ledger. @throws Error when not every call was ordered once */
export async function measure(contender: Contender, { carrier, postgresPid }: Stage, size: number): Promise<Measured> {
  await carrier.reset();
  const burst = await prepared(contender, size);
  const cpu = () => ({ own: cpuTimeMs(contender.pid), database: cpuTimeOfFamilyMs(postgresPid) });
  const before = cpu();
  const finishedAt = await contender.place(burst);
  const after = cpu();
  const orders = await carrier.orders();
  const numbers = new Set(orders.filter(({ outcome }) => outcome === 'accepted').map(({ to }) => to));
  if (orders.length !== size || numbers.size !== size)
    throw new Error(`${contender.name}: ${orders.length} orders to ${numbers.size} numbers instead of ${size}.`);
  const received = orders.map(({ receivedMonotonicMs }) => receivedMonotonicMs);
  const spanMs = Math.max(...received) - Math.min(...received);
  return {
    callsPerSecond: size / (spanMs / 1000),
    wallMs: finishedAt.getTime() - burst.dueAt.getTime(),
    ownCpuUs: ((after.own - before.own) * 1000) / size,
    databaseCpuUs: ((after.database - before.database) * 1000) / size,
  };
}

/** A burst that lies in the future when everything is stored. */
async function prepared(contender: Contender, size: number): Promise<Burst> {
  for (let leadMs = PREPARE_MS; leadMs <= MAX_PREPARE_MS; leadMs *= 2) {
    const burst = { size, dueAt: new Date(Date.now() + leadMs) };
    await contender.prepare(burst);
    if (Date.now() + TICK_AHEAD_MS < burst.dueAt.getTime()) return burst;
  }
  throw new Error(`${contender.name} was not prepared in time.`);
}
