import type pg from 'pg';

interface Callers {
  organizations: number;
  /** Operators of each organization, each with a phone. */
  operators: number;
  /** What the organizations set otherwise than by default. */
  settings?: { graceMinutes?: number; retryCount?: number; retrySpacingSeconds?: number };
}

/** Organizations that may call at any hour, with their operators. The k-th operator of all is `stf_k`, from 0. */
export async function seedCallers(
  client: pg.Client,
  { organizations, operators, settings = {} }: Callers,
): Promise<void> {
  const { graceMinutes = 10, retryCount = 0, retrySpacingSeconds = 300 } = settings;
  await client.query(
    `insert into organizations (id, slug, name, plan)
     select 'org_' || n, 'org-' || n, 'Organization ' || n, 'business' from generate_series(0, $1::int - 1) n`,
    [organizations],
  );
  await client.query(
    `insert into call_settings (organization_id, grace_minutes, retry_count, retry_spacing_seconds, calling_hours)
     select id, $1, $2, $3, '{"enabled":false,"start":"08:00","end":"21:00","days":[1]}' from organizations`,
    [graceMinutes, retryCount, retrySpacingSeconds],
  );
  await client.query('insert into voice_configs (organization_id) select id from organizations');
  await client.query(
    `insert into staff (id, organization_id, name, phone)
     select 'stf_' || n, 'org_' || n / $2::int, 'Operator ' || n, '+1202' || 2000000 + n
     from generate_series(0, $1::int * $2::int - 1) n`,
    [organizations, operators],
  );
}

/** A booking to seed: the operator by number, and when its call is due. */
interface SeededBooking {
  id: string;
  operator: number;
  dueAt: Date;
}

/** Pending bookings, straight in the database. Two of one operator must lie a minute apart. */
export async function seedBookings(client: pg.Client, bookings: readonly SeededBooking[]): Promise<void> {
  const rows = bookings.map(({ id, operator, dueAt }, n) => ({ id, operator, due: dueAt.toISOString(), n }));
  await client.query(
    `insert into booking_events (id, organization_id, staff_id, source, title, start_time, end_time, duration_minutes,
                                 attendee_name, attendee_email, attendee_phone, status, due_at, created_at, updated_at)
     select b.id, s.organization_id, s.id, 'api', 'Call ' || b.n, b.due, b.due + interval '1 minute', 1,
            'Attendee ' || b.n, 'attendee-' || b.n || '@example.test', '+1303' || 2000000 + b.n, 'pending', b.due, now(), now()
     from jsonb_to_recordset($1::jsonb) as b(id text, operator int, due timestamptz, n int)
     join staff s on s.id = 'stf_' || b.operator`,
    [JSON.stringify(rows)],
  );
}

/** Forgets every booking with its calls, and what the pace remembers. */
export async function clearBookings(client: pg.Client): Promise<void> {
  await client.query('truncate booking_events, carrier_pace, cron_runs, notices cascade');
}
