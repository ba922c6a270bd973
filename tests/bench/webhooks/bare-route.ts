import { createHmac, timingSafeEqual } from 'node:crypto';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
/** As `seedCalcomAccount` seeds it. */
const secret = 'whsec_measured';

/** The least that an endpoint for webhooks can do: the signature over the raw body, and the body kept for good. */
export async function POST(request: Request): Promise<Response> {
  const text = await request.text();
  const expected = createHmac('sha256', secret).update(text).digest();
  const given = Buffer.from(request.headers.get('x-cal-signature-256') ?? '', 'hex');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return new Response(null, { status: 401 });
  await pool.query('insert into bare_hooks (body, received_at) values ($1, now())', [text]);
  return Response.json({ status: 'processed' });
}
