import { z } from 'zod';
import { act, hostRoutes, noInput, span } from '@/sandbox/provider-kit/host-control';
import type { Router } from '@/sandbox/provider-kit/router';
import type { GoogleControl } from './google-control';

const addInput = z.object({ calendarId: z.string(), ...span });

/** The control over HTTP, beyond what every simulator has. */
export function controlRoutes(control: () => GoogleControl): Router {
  return hostRoutes(control, 'email')
    .on(
      'POST',
      '/_control/events',
      'add',
      act(addInput, ({ calendarId, start, end }) => ({ id: control().addEvent(calendarId, start, end) })),
    )
    .on(
      'POST',
      '/_control/forget-sync-tokens',
      'forget-sync',
      act(noInput, () => void control().forgetSyncTokens()),
    );
}
