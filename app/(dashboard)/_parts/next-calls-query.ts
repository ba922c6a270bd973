/** Query of `GET /api/bookings` for the bookings whose calls come next. */
export const nextCallsQuery = 'view=upcoming&fulfilment=call&status=pending,calling&limit=6';
