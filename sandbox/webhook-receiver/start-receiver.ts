import { empty, json } from '@/sandbox/provider-kit/answer';
import { Router } from '@/sandbox/provider-kit/router';
import { type ProviderServer, startProviderServer } from '@/sandbox/provider-kit/start-provider-server';

/** A webhook as it arrived. */
export interface ReceivedHook {
  /** The last part of the address it was posted to. */
  readonly hook: string;
  readonly headers: Readonly<Record<string, string>>;
  /** To the byte. */
  readonly body: string;
  readonly receivedAt: Date;
}

/** Somebody else's server that takes webhooks. */
export interface WebhookReceiver extends ProviderServer {
  /** `127.0.0.1:port`, as it is let through by name. */
  readonly address: string;
  urlOf(hook: string): string;
  received(hook?: string): readonly ReceivedHook[];
}

interface ReceiverOptions {
  port?: number;
}

/** Starts a receiver that takes everything under `/hooks/…`; faults make it refuse, redirect, hang or die. */
export async function startReceiver({ port }: ReceiverOptions = {}): Promise<WebhookReceiver> {
  let hooks: ReceivedHook[] = [];
  const router = new Router().on('POST', '/hooks/:hook', 'hooks.post', ({ params, request }) => {
    const { headers, raw, receivedAt } = request;
    hooks.push({ hook: params.hook ?? '', headers, body: raw, receivedAt });
    return empty(204);
  });
  const server = await startProviderServer({
    name: 'webhook-receiver',
    ...(port === undefined ? {} : { port }),
    router,
    refuse: (status, _request, message) => json(status, { message }),
    state: () => ({ received: hooks }),
    reset() {
      hooks = [];
    },
  });
  return {
    ...server,
    address: `127.0.0.1:${server.port}`,
    urlOf: (hook) => `${server.url}/hooks/${hook}`,
    received: (hook) => (hook === undefined ? hooks : hooks.filter((one) => one.hook === hook)),
  };
}
