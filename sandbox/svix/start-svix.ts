import { type Answer, empty, json } from '@/sandbox/provider-kit/answer';
import { bearerOf } from '@/sandbox/provider-kit/request';
import { type Call, Router } from '@/sandbox/provider-kit/router';
import { type ProviderServer, startProviderServer } from '@/sandbox/provider-kit/start-provider-server';

interface SvixEndpoint {
  uid: string;
  url: string;
  channels: string[];
  secret: string;
}

interface SvixMessage {
  id: string;
  eventId: string;
  eventType: string;
  channels: string[];
  payload: unknown;
  /** Endpoints it was resent to. */
  resentTo: string[];
}

/** The data of one application. */
interface SvixApplication {
  endpoints: Map<string, SvixEndpoint>;
  messages: SvixMessage[];
}

export interface SvixServer extends ProviderServer {
  readonly token: string;
  application(uid: string): SvixApplication | undefined;
}

/** Starts a Svix. */
export async function startSvix(token = 'sk_sandbox'): Promise<SvixServer> {
  const applications = new Map<string, SvixApplication>();
  const within = (call: Call, work: (application: SvixApplication) => Answer): Answer => {
    const application = applications.get(call.params.app ?? '');
    return application ? work(application) : problem(404, 'not_found');
  };
  const at = '/api/v1/app/:app';
  const router = new Router()
    .on('POST', '/api/v1/app', 'app.create', ({ request }) => {
      const { uid } = request.json as { uid: string };
      if (!applications.has(uid)) applications.set(uid, { endpoints: new Map(), messages: [] });
      return json(200, { id: `app_${uid}`, uid, name: uid, ...stamps() });
    })
    .on('POST', `${at}/endpoint`, 'endpoint.create', (call) =>
      within(call, ({ endpoints }) => {
        const input = call.request.json as SvixEndpoint;
        if (endpoints.has(input.uid)) return problem(409, 'conflict');
        endpoints.set(input.uid, input);
        return json(201, endpointOut(input));
      }),
    )
    .on('PUT', `${at}/endpoint/:uid`, 'endpoint.update', (call) =>
      within(call, ({ endpoints }) => {
        const there = endpoints.get(call.params.uid ?? '');
        if (!there) return problem(404, 'not_found');
        Object.assign(there, call.request.json);
        return json(200, endpointOut(there));
      }),
    )
    .on('DELETE', `${at}/endpoint/:uid`, 'endpoint.delete', (call) =>
      within(call, ({ endpoints }) =>
        endpoints.delete(call.params.uid ?? '') ? empty(204) : problem(404, 'not_found'),
      ),
    )
    .on('GET', `${at}/endpoint/:uid/secret`, 'endpoint.secret', (call) =>
      within(call, ({ endpoints }) => json(200, { key: endpoints.get(call.params.uid ?? '')?.secret })),
    )
    .on('POST', `${at}/endpoint/:uid/secret/rotate`, 'endpoint.rotate', (call) =>
      within(call, ({ endpoints }) => {
        const there = endpoints.get(call.params.uid ?? '');
        if (!there) return problem(404, 'not_found');
        there.secret = (call.request.json as { key: string }).key;
        return empty(204);
      }),
    )
    .on('POST', `${at}/msg`, 'message.create', (call) =>
      within(call, ({ messages }) => {
        const input = call.request.json as Omit<SvixMessage, 'id' | 'resentTo'>;
        if (messages.some(({ eventId }) => eventId === input.eventId)) return problem(409, 'event_exists');
        const message = { ...input, id: `msg_${messages.length + 1}`, resentTo: [] };
        messages.push(message);
        return json(202, { ...message, payload: {}, timestamp: new Date().toISOString() });
      }),
    )
    .on('POST', `${at}/msg/:message/endpoint/:uid/resend`, 'message.resend', (call) =>
      within(call, ({ endpoints, messages }) => {
        const { message: name, uid = '' } = call.params;
        const message = messages.find(({ id, eventId }) => id === name || eventId === name);
        if (!message || !endpoints.has(uid)) return problem(404, 'not_found');
        message.resentTo.push(uid);
        return json(202, {});
      }),
    );
  const server = await startProviderServer({
    name: 'svix',
    router,
    around: async (call, handle) =>
      bearerOf(call.request) === token ? handle() : problem(401, 'authentication_failed'),
    refuse: (status) => problem(status, 'error'),
    state: () => Object.fromEntries(applications),
    reset: () => applications.clear(),
  });
  return { ...server, token, application: (uid) => applications.get(uid) };
}

function endpointOut({ secret: _, ...rest }: SvixEndpoint): object {
  return { id: `ep_${rest.uid}`, description: '', metadata: {}, version: 1, ...rest, ...stamps() };
}

function stamps(): object {
  return { metadata: {}, createdAt: new Date().toISOString(), updatedAt: new Date().toISOString() };
}

function problem(status: number, code: string): Answer {
  return json(status, { code, detail: code });
}
