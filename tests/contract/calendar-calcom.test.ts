import { calcomConnection, calcomWorld } from '@/tests/support/calcom';
import { calendarProviderContract } from './calendar-provider';
import { itFitsTheOfficialDescription, officialCheck } from './official-schemas';

const official = officialCheck('calcom');

calendarProviderContract('Cal.com', async () => {
  const { calcom, module, close } = await calcomWorld({ onExchange: official.watch });
  const { control } = calcom;
  const fault = async (kind: 'commit-then-drop' | 'status', more: object) => {
    control.addFault({ kind, ...more });
    return async () => control.clearFaults();
  };
  const connection = calcomConnection(calcom);
  const { apiKey = '' } = connection.credentials;
  return {
    module,
    connection,
    now: new Date(),
    heldAt: async (start) =>
      control
        .bookings()
        .filter((booking) => booking.status === 'accepted' && booking.start.getTime() === start.getTime()).length,
    loseNextAnswer: async () => {
      await fault('commit-then-drop', { operation: 'bookings.create', count: 1 });
    },
    takeDown: () => fault('status', { status: 503 }),
    revokeAccess: async () => {
      control.revokeKey(apiKey);
      return async () => control.putKey(apiKey, 77);
    },
    close,
  };
});

itFitsTheOfficialDescription(official);
