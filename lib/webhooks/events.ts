/** One run carries one delivery a step further; the row says whether it is time. Payload: `{ deliveryId }`. */
export const DELIVERY_DUE = 'webhook-delivery';
