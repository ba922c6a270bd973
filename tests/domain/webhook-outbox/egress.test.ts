import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readConfig } from '@/lib/config/config';
import { sendRequest } from '@/lib/webhook-outbox/delivery/internal/send-request';
import { createEgress, faultOfAddress } from '@/lib/webhook-outbox/endpoints/egress';
import { isPublicAddress } from '@/lib/webhook-outbox/endpoints/internal/public-address';

/** Counts whoever connects: the thing inside that must never be reached. */
let inside: Server;
let port = 0;
let connections = 0;
beforeAll(async () => {
  inside = createServer((_, response) => response.end('inside'));
  inside.on('connection', () => {
    connections += 1;
  });
  await new Promise<void>((resolve) => inside.listen(0, '127.0.0.1', resolve));
  port = (inside.address() as AddressInfo).port;
});
beforeEach(() => {
  connections = 0;
});
afterAll(() => new Promise((resolve) => inside.close(resolve)));

const strict = createEgress();
const post = (egress: ReturnType<typeof createEgress>, url: string, timeoutMs = 2_000) =>
  sendRequest(egress, { url, headers: {}, body: '{}', timeoutMs });

const inner: Record<string, string> = {
  loopback: 'https://127.0.0.1/',
  'the rest of the loopback network': 'https://127.8.8.8/',
  'loopback as a decimal number': 'https://2130706433/',
  'loopback in octal': 'https://0177.0.0.1/',
  'loopback in hexadecimal': 'https://0x7f.0x0.0x0.0x1/',
  'loopback as one hexadecimal number': 'https://0x7f000001/',
  'loopback, shortened': 'https://127.1/',
  'this network': 'https://0.0.0.0/',
  'zero, shortened': 'https://0/',
  'a private network (10/8)': 'https://10.1.2.3/',
  'a private network (172.16/12)': 'https://172.31.255.254/',
  'a private network (192.168/16)': 'https://192.168.1.1/',
  'carrier-grade NAT': 'https://100.64.0.1/',
  'link-local': 'https://169.254.0.1/',
  'the metadata service': 'https://169.254.169.254/latest/meta-data/',
  'the metadata service as a number': 'https://2852039166/',
  'the metadata service by name': 'https://metadata.google.internal/',
  'the Azure platform': 'https://168.63.129.16/',
  multicast: 'https://224.0.0.1/',
  broadcast: 'https://255.255.255.255/',
  'IPv6 loopback': 'https://[::1]/',
  'IPv6 unspecified': 'https://[::]/',
  'IPv6 link-local': 'https://[fe80::1]/',
  'IPv6 unique local': 'https://[fd00:ec2::254]/',
  'IPv4 mapped into IPv6': 'https://[::ffff:127.0.0.1]/',
  'IPv4 mapped into IPv6, in hexadecimal': 'https://[::ffff:7f00:1]/',
  'IPv4-compatible IPv6': 'https://[::127.0.0.1]/',
  NAT64: 'https://[64:ff9b::7f00:1]/',
  'local NAT64': 'https://[64:ff9b:1::a00:1]/',
  '6to4': 'https://[2002:7f00:1::]/',
  Teredo: 'https://[2001:0:7f00:1::]/',
  'IPv6 multicast': 'https://[ff02::1]/',
  localhost: 'https://localhost/',
  'localhost with a dot': 'https://localhost./',
  'a name below localhost': 'https://app.localhost/',
  'a name of the local network': 'https://printer.local/',
  'a bare name': 'https://postgres/',
};

describe('an address that is not on the public internet', () => {
  it.each(Object.entries(inner))('%s is blocked when entered, and when sending', async (_, url) => {
    expect(faultOfAddress(strict, url)).not.toBeNull();
    expect(await post(strict, url)).toEqual({ answered: false, fault: 'refused_address' });
  });

  it.each([
    ['plain HTTP', 'http://hooks.example.com/'],
    ['another protocol', 'ftp://hooks.example.com/'],
    ['a file', 'file:///etc/passwd'],
    ['user and password', 'https://user:pass@hooks.example.com/'],
    ['no address', 'hooks'],
  ])('%s is refused', async (_, url) => {
    expect(faultOfAddress(strict, url)).not.toBeNull();
    expect(await post(strict, url)).toEqual({ answered: false, fault: 'refused_address' });
  });

  it.each(['https://hooks.example.com/in?x=1', 'https://93.184.216.34/', 'https://[2606:4700::6810:84e5]/'])(
    '%s is taken',
    (url) => expect(faultOfAddress(strict, url)).toBeNull(),
  );

  it('separates public addresses from others at the edges of every network', () => {
    const outside = ['9.255.255.255', '11.0.0.0', '100.63.255.255', '100.128.0.0', '172.15.255.255', '172.32.0.0'];
    for (const address of [...outside, '169.253.255.255', '192.167.255.255', '223.255.255.255', '2a00:1450::1'])
      expect([address, isPublicAddress(address)]).toEqual([address, true]);
    for (const address of ['100.127.255.255', '172.16.0.0', '198.19.255.255', 'fe80::1%eth0', '1fff::1', '4000::1', ''])
      expect([address, isPublicAddress(address)]).toEqual([address, false]);
  });
});

describe('a name that resolves to a private address', () => {
  const names = (answers: string[][]) => {
    let asked = 0;
    return createEgress({
      resolve: async () => {
        const addresses = answers[Math.min(asked, answers.length - 1)] ?? [];
        asked += 1;
        return addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
      },
    });
  };

  it.each([
    ['loopback', ['127.0.0.1']],
    ['a mapped address', ['::ffff:127.0.0.1']],
    ['a public and a private address together', ['93.184.216.34', '10.0.0.1']],
    ['the metadata service', ['169.254.169.254']],
  ])('%s is refused as it is connected to', async (_, addresses) => {
    expect(await post(names([addresses]), `https://hooks.example.com:${port}/`)).toEqual({
      answered: false,
      fault: 'refused_address',
    });
    expect(connections).toBe(0);
  });

  it('cannot switch from a public address to a private one', async () => {
    const rebinding = names([['93.184.216.34'], ['127.0.0.1']]);
    const url = `https://rebind.example.com:${port}/`;
    expect(faultOfAddress(rebinding, url)).toBeNull();
    const [asChecked] = await rebinding.resolve('rebind.example.com');
    expect(isPublicAddress(asChecked?.address ?? '')).toBe(true);
    for (let i = 0; i < 3; i += 1)
      expect(await post(rebinding, url)).toEqual({ answered: false, fault: 'refused_address' });
    expect(connections).toBe(0);
  });

  it('is reported when it does not exist', async () => {
    expect(await post(names([[]]), 'https://nobody.example.com/')).toEqual({ answered: false, fault: 'unknown_host' });
  });
});

describe('an allowed local receiver', () => {
  it('is allowed with its port only', async () => {
    const egress = createEgress({ localReceivers: [`127.0.0.1:${port}`] });
    expect(await post(egress, `http://127.0.0.1:${port}/`)).toMatchObject({ answered: true, status: 200 });
    expect(await post(egress, `http://127.0.0.1:${port + 1}/`)).toEqual({ answered: false, fault: 'refused_address' });
  });

  it('a redirect to a private address is not followed', async () => {
    const redirecting = createServer((_, response) =>
      response.writeHead(307, { location: `http://127.0.0.1:${port}/` }).end(),
    );
    await new Promise<void>((resolve) => redirecting.listen(0, '127.0.0.1', resolve));
    const at = `127.0.0.1:${(redirecting.address() as AddressInfo).port}`;
    const egress = createEgress({ localReceivers: [at, `127.0.0.1:${port}`] });
    expect(await post(egress, `http://${at}/`)).toMatchObject({ answered: true, status: 307 });
    expect(connections).toBe(0);
    await new Promise((resolve) => redirecting.close(resolve));
  });

  it('times out without a response, and keeps only the beginning of an endless one', async () => {
    const odd = createServer((request, response) => {
      if (request.url === '/silent') return;
      const flood = () => {
        while (response.write('x'.repeat(4_096)));
      };
      response.on('drain', flood);
      flood();
    });
    await new Promise<void>((resolve) => odd.listen(0, '127.0.0.1', resolve));
    const at = `127.0.0.1:${(odd.address() as AddressInfo).port}`;
    const egress = createEgress({ localReceivers: [at] });
    expect(await post(egress, `http://${at}/silent`, 200)).toEqual({ answered: false, fault: 'timeout' });
    const answer = await post(egress, `http://${at}/endless`);
    expect(answer.answered && answer.body.length).toBe(16_384);
    odd.closeAllConnections();
    await new Promise((resolve) => odd.close(resolve));
  });

  it('an unrequested protocol switch counts as a response', async () => {
    const switching = createServer();
    switching.on('connection', (socket) =>
      socket.once('data', () =>
        socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n'),
      ),
    );
    await new Promise<void>((resolve) => switching.listen(0, '127.0.0.1', resolve));
    const at = `127.0.0.1:${(switching.address() as AddressInfo).port}`;
    expect(await post(createEgress({ localReceivers: [at] }), `http://${at}/`)).toMatchObject({ status: 101 });
    await new Promise((resolve) => switching.close(resolve));
  });

  it('is refused at boot with a public APP_URL', () => {
    const variables = {
      DATABASE_URL: 'postgres://u:p@db.example.com/x',
      APP_URL: 'https://slotline.example.com',
      AUTH_SECRET: 'x'.repeat(32),
      ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 1).toString('base64')}`,
      CRON_SECRET: 'x'.repeat(16),
      SIGNALWIRE_API_URL: 'https://x.signalwire.com',
      SIGNALWIRE_PROJECT_ID: 'p',
      SIGNALWIRE_API_TOKEN: 't',
      SIGNALWIRE_SIGNING_KEY: 'k',
      SIGNALWIRE_FROM_NUMBER: '+12025550100',
    };
    expect(readConfig(variables).outgoing.localReceivers).toEqual([]);
    expect(() => readConfig({ ...variables, WEBHOOK_LOCAL_RECEIVERS: '127.0.0.1:4000' })).toThrow(
      /WEBHOOK_LOCAL_RECEIVERS/,
    );
  });
});
