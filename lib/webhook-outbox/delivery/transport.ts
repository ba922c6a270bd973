import type { webhookDeliveries, webhookEndpoints, webhookMessages } from '@/lib/db/schema/outgoing';

export type EndpointRow = typeof webhookEndpoints.$inferSelect;
export type MessageRow = typeof webhookMessages.$inferSelect;
export type DeliveryRow = typeof webhookDeliveries.$inferSelect;

/** One message to one endpoint, at one attempt. */
export interface Shipment {
  endpoint: EndpointRow;
  message: MessageRow;
  delivery: DeliveryRow;
  /** When the attempt begins. */
  now: Date;
}

/** Why an attempt failed; `deliveryErrorText` has the sentences. */
export type DeliveryError =
  | 'timeout'
  | 'refused_address'
  | 'unknown_host'
  | 'connection_failed'
  | 'tls_failed'
  | 'redirect'
  | 'http_error'
  | 'rate_limited'
  | 'gone'
  | 'bad_credentials'
  | 'missing_field'
  | 'crm_refused'
  | 'unreadable_answer'
  | 'credentials_unreadable'
  | 'endpoint_disabled';

export type ShipmentResult =
  | {
      ok: true;
      /** `handed_over`: a hosted service delivers it from here on. */
      status: 'delivered' | 'handed_over';
      statusCode: number | null;
      response: string | null;
    }
  | {
      ok: false;
      error: DeliveryError;
      statusCode: number | null;
      response: string | null;
      retryAfterSeconds?: number | null;
    };

/** Sends a message to an endpoint of one kind. It may be given the same message again and must be idempotent. */
export type Transport = (shipment: Shipment) => Promise<ShipmentResult>;

/** The time limit of a whole attempt. */
export const ATTEMPT_TIMEOUT_MS = 15_000;
