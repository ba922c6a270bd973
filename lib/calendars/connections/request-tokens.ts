import { z } from 'zod';
import { CalendarFaultError } from '@/lib/calendars/faults';
import type { ProviderHttp } from '@/lib/calendars/provider-http';

const wireTokens = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1).optional(),
  expires_in: z.coerce.number().positive(),
  /** Separated by spaces. */
  scope: z.string().optional(),
});
export type WireTokens = z.infer<typeof wireTokens>;

const wireRefusal = z.object({ error: z.string() });

/** The grant has ended or is not what we expect. Only its owner can fix that. */
const GRANT_ERRORS = ['invalid_grant', 'interaction_required', 'consent_required', 'login_required'];

/**
 * Asks an OAuth token endpoint.
 * @throws CalendarFaultError `grant_expired` for a code or refresh token that does not work (any more), `refused`;
 * AppError `provider_unavailable`; UncertainOutcome where `repeatable` is false
 */
export async function requestTokens(
  http: ProviderHttp,
  path: string,
  form: Record<string, string>,
  repeatable: boolean,
): Promise<WireTokens> {
  const answer = await http.send({ method: 'POST', path, form, repeatable });
  if (answer.status >= 400) {
    const refusal = wireRefusal.safeParse(answer.body);
    const error = refusal.success ? refusal.data.error : `HTTP ${answer.status}`;
    throw new CalendarFaultError(
      GRANT_ERRORS.includes(error) ? 'grant_expired' : 'refused',
      `token endpoint: ${error}`,
    );
  }
  const tokens = wireTokens.safeParse(answer.body);
  if (!tokens.success) throw new CalendarFaultError('refused', 'token endpoint: unexpected shape');
  return tokens.data;
}

/** The scopes of a list that were not granted. @param granted as the token endpoint tells, separated by spaces */
export function scopesMissing(wanted: readonly string[], granted: string): string[] {
  const have = new Set(granted.toLowerCase().split(/\s+/));
  return wanted.filter((scope) => !have.has(scope.toLowerCase()));
}
