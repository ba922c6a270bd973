import type { Account } from '@/sandbox/graph/model';
import { danaWork, finnPersonal } from '@/sandbox/graph/sample-account';
import { graphWorld } from '@/tests/support/graph';
import { calendarProviderContract } from './calendar-provider';

function outlookContract(name: string, account: Account): void {
  calendarProviderContract(name, async () => {
    const { graph, module, connection, close } = await graphWorld();
    const { control } = graph;
    return {
      module,
      connection: connection(account),
      now: new Date(),
      heldAt: async (start) =>
        control.events().filter((event) => !event.deleted && event.start.getTime() === start.getTime()).length,
      loseNextAnswer: async () => {
        control.addFault({ kind: 'commit-then-drop', operation: 'events.create', count: 1 });
      },
      takeDown: async () => {
        control.addFault({ kind: 'status', status: 503 });
        return async () => control.clearFaults();
      },
      revokeAccess: async () => {
        control.revokeGrants(account.id);
        return async () => control.restoreGrants(account.id);
      },
      close,
    };
  });
}

outlookContract('Outlook, at work', danaWork);
outlookContract('Outlook, personal account', finnPersonal);
