import { createServer } from 'node:net';

function canListen(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    // A machine without IPv6 cannot have the port taken there.
    probe.once('error', (error: NodeJS.ErrnoException) =>
      resolve(error.code === 'EAFNOSUPPORT' || error.code === 'EADDRNOTAVAIL'),
    );
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(true)));
  });
}

/** The first port from `first` on that nobody uses, on any address of this machine. */
export async function freePortFrom(first: number): Promise<number> {
  for (let port = first; port < Math.min(first + 200, 65_536); port += 1) {
    // One after the other: the two would stand in each other's way.
    if ((await canListen(port, '::')) && (await canListen(port, '127.0.0.1'))) return port;
  }
  throw new Error(`No free port from ${first} on. Set PORT to another one.`);
}
