/** Makes one attempt of a delivery; its row says whether it is due. Payload: `{ deliveryId }`. */
export const DELIVERY_DUE = 'webhook-delivery';

/** Removes an endpoint that was deleted or turned off here from the hosted service. Payload: `{ endpointId }`. */
export const ENDPOINT_GONE = 'webhook-endpoint-gone';
