import type { Exchange } from './exchange';
import type { FaultRule } from './faults';

/** The hands of a test on any running simulator; each simulator adds its own. */
export interface ProviderControl {
  addFault(rule: FaultRule): number;
  clearFaults(): void;
  seedFaults(seed: number): void;
  /** Every exchange, or those of one operation. */
  exchanges(operation?: string): readonly Exchange[];
  /** Forgets everything that happened: state, ledger, faults. */
  reset(): void;
}
