import { z } from 'zod';
import type { IdSource } from '@/lib/core/ids';
import type { Database } from '@/lib/db/client';
import type { Encryption } from '@/lib/security/encryption';
import {
  ATTEMPT_TIMEOUT_MS,
  type Shipment,
  type ShipmentResult,
  type Transport,
} from '@/lib/webhook-outbox/delivery/transport';
import { openSecret } from '@/lib/webhook-outbox/endpoints/endpoint-secrets';
import { type CrmEvent, readCrmEvent } from './crm-event';
import { CrmFailure } from './crm-http';
import { recordSent, sentBefore } from './sent-before';

export interface CrmOptions {
  db: Database;
  ids: IdSource;
  encryption: Encryption;
  fetch?: typeof fetch;
  /** What one attempt may take in all. */
  timeoutMs?: number;
}

/** A CRM within one attempt. */
interface Crm {
  /** Checks the credentials. @throws CrmFailure */
  check(): Promise<void>;
  /**
   * Writes the person and the meeting, each once however often it is called.
   * @param knownId the CRM's id of the meeting, if known
   * @returns the CRM's id of the meeting
   * @throws CrmFailure
   */
  sync(event: CrmEvent, knownId: string | null): Promise<string>;
}

/** A transport to a CRM. @param open connects for one attempt */
export function createCrmTransport(
  { db, ids, encryption, timeoutMs = ATTEMPT_TIMEOUT_MS }: CrmOptions,
  open: (shipment: Shipment, credentials: string, signal: AbortSignal) => Crm,
): Transport {
  return async (shipment) => {
    const { endpoint, message } = shipment;
    let credentials: string;
    try {
      credentials = openSecret(encryption, endpoint.id, endpoint.secret);
    } catch {
      return { ok: false, error: 'credentials_unreadable', statusCode: null, response: null };
    }
    try {
      const crm = open(shipment, credentials, AbortSignal.timeout(timeoutMs));
      const event = readCrmEvent(message);
      if (event === 'test') {
        await crm.check();
        return delivered('The credentials work.');
      }
      if ('nothing' in event) return delivered(event.nothing);
      const before = await sentBefore(db, shipment);
      if (before && before.sentAt > message.occurredAt)
        return delivered('Nothing was sent: a newer event of this booking was sent first.');
      await recordSent({ db, ids }, shipment, await crm.sync(event, before?.externalId ?? null));
      return delivered(null);
    } catch (error) {
      if (error instanceof CrmFailure) return error.result;
      if (error instanceof z.ZodError)
        return { ok: false, error: 'unreadable_answer', statusCode: null, response: null };
      throw error;
    }
  };
}

function delivered(response: string | null): ShipmentResult {
  return { ok: true, status: 'delivered', statusCode: null, response };
}
