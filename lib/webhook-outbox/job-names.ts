/** One run carries one delivery a step further; the row says whether it is time. Payload: `{ deliveryId }`. */
export const DELIVERY_DUE = 'webhook-delivery';

/** The hosted service forgets an endpoint that was deleted or switched off here. Payload: `{ endpointId }`. */
export const ENDPOINT_GONE = 'webhook-endpoint-gone';
