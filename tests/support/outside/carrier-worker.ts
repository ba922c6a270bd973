import type { CarrierOptions } from '@/sandbox/carrier/carrier-options';
import type { FaultRule } from '@/sandbox/carrier/faults';
import { type Carrier, startCarrier } from '@/sandbox/carrier/start-carrier';
import { answerParent } from './answer-parent';

let carrier: Carrier | undefined;

function running(): Carrier {
  if (!carrier) throw new Error('The carrier is not started.');
  return carrier;
}

answerParent({
  async start(options: CarrierOptions) {
    carrier = await startCarrier(options);
    return carrier.url;
  },
  orders: () => [...running().control.orders()],
  calls: () => running().control.calls(),
  idle: (timeoutMs: number) => running().control.idle(timeoutMs),
  reset: () => running().control.reset(),
  clearFaults: () => running().control.clearFaults(),
  addFaults: (rules: FaultRule[]) => rules.map((rule) => running().control.addFault(rule)),
  goDown: (forMs: number) => running().control.goDown(forMs),
});
