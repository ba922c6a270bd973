/** What a worker is told when it starts. */
export interface WorkerSetup {
  databaseUrl: string;
  carrier: { url: string; environment: Record<string, string> };
}
