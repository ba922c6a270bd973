/** Query of `GET /api/bookings` for the next calls. */
export const nextCallsQuery = 'view=upcoming&fulfilment=call&status=pending,calling&limit=6';
