import { calendlyWorld } from '@/tests/support/calendly';
import { calendarProviderContract } from './calendar-provider';
import { itFitsTheOfficialDescription, officialCheck } from './official-schemas';

const official = officialCheck('calendly');

calendarProviderContract('Calendly', async () => {
  const { calendly, module, connect, close } = await calendlyWorld({ onExchange: official.watch });
  const { control } = calendly;
  return {
    module,
    connection: await connect(),
    now: new Date(),
    heldAt: async (start) =>
      control
        .meetings()
        .filter((meeting) => meeting.cancellation === null && meeting.start.getTime() === start.getTime()).length,
    loseNextAnswer: async () => {
      control.addFault({ kind: 'commit-then-drop', operation: 'invitees.create', count: 1 });
    },
    takeDown: async () => {
      control.addFault({ kind: 'status', status: 503 });
      return async () => control.clearFaults();
    },
    revokeAccess: async () => {
      control.revokeGrants();
      return async () => control.restoreGrants();
    },
    close,
  };
});

itFitsTheOfficialDescription(official);
