import { answerParent } from '@/tests/support/outside/answer-parent';
import { createRefresher, type Refresher, type RefresherOptions } from './refresher';

let refresher: Refresher | undefined;

answerParent({
  start(options: RefresherOptions) {
    refresher = createRefresher(options);
  },
  open: (connectionId: string) => refresher?.open(connectionId),
});
