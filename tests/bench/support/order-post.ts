import http from 'node:http';

export interface PostedOrder {
  /** Whose order it is; the carrier's ledger keeps it. */
  by: string;
  /** Which job it fulfils. */
  job: string;
  to: string;
}

/** Orders a call by one HTTP post. Resolves with the carrier's id of the call. */
export type OrderPost = (order: PostedOrder) => Promise<string>;

/**
 * The post of an order as a bare script would make it: `node:http`, connections kept alive, the same fields as the product
 * sends. The floor and every peer use it.
 */
export function orderPost(carrier: { url: string; environment: Record<string, string> }, connections = 128): OrderPost {
  const { SIGNALWIRE_PROJECT_ID: project = '', SIGNALWIRE_API_TOKEN: token = '' } = carrier.environment;
  const { SIGNALWIRE_FROM_NUMBER: from = '' } = carrier.environment;
  const { hostname, port } = new URL(carrier.url);
  const agent = new http.Agent({ keepAlive: true, maxSockets: connections, maxFreeSockets: connections });
  const path = `/api/laml/2010-04-01/Accounts/${project}/Calls`;
  const authorization = `Basic ${Buffer.from(`${project}:${token}`).toString('base64')}`;
  const tail =
    '&StatusCallbackMethod=POST&StatusCallbackEvent=initiated&StatusCallbackEvent=ringing' +
    '&StatusCallbackEvent=answered&StatusCallbackEvent=completed&Timeout=40';

  return ({ by, job, to }) => {
    const callback = encodeURIComponent(`http://127.0.0.1:9/callback?by=${by}&job=${job}`);
    const body =
      `To=${encodeURIComponent(to)}&From=${encodeURIComponent(from)}&Url=${callback}&Method=POST` +
      `&StatusCallback=${callback}${tail}`;
    return new Promise((resolve, reject) => {
      const request = http.request(
        {
          agent,
          hostname,
          port,
          path,
          method: 'POST',
          headers: {
            authorization,
            'content-type': 'application/x-www-form-urlencoded',
            'content-length': Buffer.byteLength(body),
          },
        },
        (response) => {
          let text = '';
          response.setEncoding('utf8');
          response.on('data', (chunk: string) => {
            text += chunk;
          });
          response.on('error', reject);
          response.on('end', () => {
            if (response.statusCode === 201) resolve(JSON.parse(text).sid);
            else reject(new Error(`The carrier answered ${response.statusCode}: ${text.slice(0, 200)}`));
          });
        },
      );
      request.on('error', reject);
      request.end(body);
    });
  };
}
