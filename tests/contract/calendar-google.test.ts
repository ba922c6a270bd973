import { dana } from '@/sandbox/google/sample-account';
import { googleWorld } from '@/tests/support/google';
import { calendarProviderContract } from './calendar-provider';
import { itFitsTheOfficialDescription, officialCheck } from './official-schemas';

const official = officialCheck('google');

calendarProviderContract('Google', async () => {
  const { google, module, connection, close } = await googleWorld({ onExchange: official.watch });
  const { control } = google;
  return {
    module,
    connection: connection(),
    now: new Date(),
    heldAt: async (start) =>
      control.events().filter((event) => event.status !== 'cancelled' && event.start.dateTime === start.toISOString())
        .length,
    loseNextAnswer: async () => {
      control.addFault({ kind: 'commit-then-drop', operation: 'events.insert', count: 1 });
    },
    takeDown: async () => {
      control.addFault({ kind: 'status', status: 503 });
      return async () => control.clearFaults();
    },
    revokeAccess: async () => {
      control.revokeGrants(dana);
      return async () => control.restoreGrants(dana);
    },
    close,
  };
});

itFitsTheOfficialDescription(official);
