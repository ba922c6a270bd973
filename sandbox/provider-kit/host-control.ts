import { z } from 'zod';
import { type Answer, json } from './answer';
import type { ProviderControl } from './control';
import type { OAuthMemory } from './oauth-memory';
import { type Call, Router } from './router';
import type { DeliveryRecord, WebhookOutbox } from './webhook-outbox';

/** What tests do at a calendar behind OAuth that notifies of changes: act as the host, end grants, read notifications. */
export interface HostControl<Event> extends ProviderControl {
  /** Every event, deleted ones too. */
  events(): readonly Event[];
  moveEvent(id: string, start: Date, end: Date): void;
  deleteEvent(id: string): void;
  /** Tokens without the consent pages. @param scopes all when absent */
  grant(account: string, scopes?: readonly string[]): { accessToken: string; refreshToken: string };
  /** The user withdraws consent. @param account every account when absent */
  revokeGrants(account?: string): void;
  restoreGrants(account?: string): void;
  endAccessTokens(): void;
  /** Refreshes answer `invalid_grant` from now on. */
  endRefreshTokens(): void;
  /** Every notification that was sent, with the receiver's answer. */
  deliveries(): readonly DeliveryRecord[];
  /** Resolves when no notification is under way. */
  delivered(): Promise<void>;
}

interface HostedCalendar<Event> {
  control: ProviderControl;
  memory: OAuthMemory;
  outbox: WebhookOutbox;
  allScopes: ReadonlySet<string>;
  events: () => readonly Event[];
  /** The id under which the memory knows an account. @throws Error when there is no such account */
  accountId: (account: string) => string;
  move: (event: Event, start: Date, end: Date) => void;
  remove: (event: Event) => void;
}

export function hostControl<Event extends { id: string }>(calendar: HostedCalendar<Event>): HostControl<Event> {
  const { memory, outbox } = calendar;
  const eventOf = (id: string): Event => {
    const event = calendar.events().find((one) => one.id === id);
    if (!event) throw new Error(`no event ${id}`);
    return event;
  };
  return {
    ...calendar.control,
    events: calendar.events,
    moveEvent: (id, start, end) => calendar.move(eventOf(id), start, end),
    deleteEvent: (id) => calendar.remove(eventOf(id)),
    grant(account, scopes = [...calendar.allScopes]) {
      const { accessToken, refreshToken } = memory.grant(calendar.accountId(account), scopes);
      return { accessToken, refreshToken: refreshToken ?? '' };
    },
    revokeGrants: (account) => memory.revoke(account),
    restoreGrants: (account) => memory.restore(account),
    endAccessTokens: () => memory.endAccess(),
    endRefreshTokens: () => memory.endRefresh(),
    deliveries: () => outbox.records,
    delivered: () => outbox.idle(),
  };
}

/** A handler of a `POST /_control/…`: parses the body and does the work. */
export function act<Schema extends z.ZodType>(schema: Schema, work: (input: z.infer<Schema>) => object | undefined) {
  return ({ request }: Call): Answer => {
    const parsed = schema.safeParse(request.json ?? {});
    if (!parsed.success) return json(400, { ok: false, message: parsed.error.issues[0]?.message });
    return json(200, { ok: true, ...work(parsed.data) });
  };
}

export const noInput = z.object({});
/** From when to when an event lasts. */
export const span = { start: z.coerce.date(), end: z.coerce.date() };
const moveInput = z.object({ id: z.string(), ...span });
const idInput = z.object({ id: z.string() });

/** The control over HTTP. @param account the field in which a body names an account */
export function hostRoutes<Event>(control: () => HostControl<Event>, account: string): Router {
  const accountInput = z
    .object({ [account]: z.string().optional() })
    .transform((body: Record<string, string | undefined>) => body[account]);
  return new Router()
    .on('GET', '/_control/deliveries', 'deliveries', () => json(200, { deliveries: control().deliveries() }))
    .on(
      'POST',
      '/_control/move-event',
      'move',
      act(moveInput, ({ id, start, end }) => void control().moveEvent(id, start, end)),
    )
    .on(
      'POST',
      '/_control/delete-event',
      'delete',
      act(idInput, ({ id }) => void control().deleteEvent(id)),
    )
    .on(
      'POST',
      '/_control/revoke-grants',
      'revoke',
      act(accountInput, (of) => void control().revokeGrants(of)),
    )
    .on(
      'POST',
      '/_control/restore-grants',
      'restore',
      act(accountInput, (of) => void control().restoreGrants(of)),
    )
    .on(
      'POST',
      '/_control/end-access-tokens',
      'end-access',
      act(noInput, () => void control().endAccessTokens()),
    )
    .on(
      'POST',
      '/_control/end-refresh-tokens',
      'end-refresh',
      act(noInput, () => void control().endRefreshTokens()),
    );
}
