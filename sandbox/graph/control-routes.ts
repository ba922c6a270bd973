import { z } from 'zod';
import { act, hostRoutes, noInput, span } from '@/sandbox/provider-kit/host-control';
import type { Router } from '@/sandbox/provider-kit/router';
import type { GraphControl } from './graph-control';
import { DEFAULT_CALENDAR } from './world';

const addInput = z.object({ accountId: z.string(), calendarId: z.string().default(DEFAULT_CALENDAR), ...span });
const lifecycleInput = z.object({ event: z.enum(['reauthorizationRequired', 'subscriptionRemoved', 'missed']) });

/** The control over HTTP, beyond what every simulator has. */
export function controlRoutes(control: () => GraphControl): Router {
  return hostRoutes(control, 'accountId')
    .on(
      'POST',
      '/_control/events',
      'add',
      act(addInput, (draft) => ({ id: control().addEvent(draft) })),
    )
    .on(
      'POST',
      '/_control/forget-delta-links',
      'forget-delta',
      act(noInput, () => void control().forgetDeltaLinks()),
    )
    .on(
      'POST',
      '/_control/lifecycle',
      'lifecycle',
      act(lifecycleInput, ({ event }) => void control().sendLifecycle(event)),
    );
}
