import { startPostgres } from '@/sandbox/postgres/start-postgres';

/** A process that starts the server on the folder of its argument, tells of it in one line of JSON, and stays. */
const postgres = await startPostgres({ dataDir: process.argv[2] ?? '', fsync: false });
console.log(JSON.stringify({ url: postgres.url, pid: postgres.pid, shared: postgres.shared }));
process.once('SIGTERM', () => postgres.stop().then(() => process.exit(0)));
setInterval(() => undefined, 60_000);
