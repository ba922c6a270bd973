import type { Instruction } from './instruction';
import type { Leg } from './leg';
import { callFields } from './leg-fields';
import { sendWebhook, WebhookError } from './webhook-request';
import type { World } from './world';

/** Tells an action address how its verb ended though the caller has hung up; the answer is not followed. */
export function notifyAfterHangup(world: World, leg: Leg, instruction: Instruction): void {
  const scope = world.scope;
  const fields = [...callFields(world, leg, leg.status), ...(instruction.fields ?? [])];
  world.errand(async () => {
    try {
      await sendWebhook(scope, world.settings.signingKey, instruction.method, instruction.url, fields);
    } catch (error) {
      if (!(error instanceof WebhookError)) throw error;
      world.ledger.append('instructions-failed', leg.sid, {
        url: instruction.url,
        code: error.code,
        message: error.message,
      });
    }
  });
}
