import { type Calcom, startCalcom } from '@/sandbox/calcom/start-calcom';
import { answerParent } from '@/tests/support/outside/answer-parent';

let calcom: Calcom | undefined;

function running(): Calcom {
  if (!calcom) throw new Error('Cal.com is not started.');
  return calcom;
}

answerParent({
  async start() {
    calcom = await startCalcom({ requestsPerMinute: 100_000 });
    return calcom.url;
  },
  asked: (operation: string) => running().control.exchanges(operation).length,
  answerIn(delayMs: number) {
    running().control.clearFaults();
    if (delayMs > 0) running().control.addFault({ kind: 'delay-before', delayMs });
  },
});
