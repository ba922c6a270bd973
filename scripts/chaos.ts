import { runNamed } from '@/tests/support/outside/run-named';

await runNamed('fault campaign', {
  scheduler: async () => (await import('@/tests/chaos/scheduler/campaign')).run,
  calendars: async () => (await import('@/tests/chaos/calendars/campaign')).run,
  webhooks: async () => (await import('@/tests/chaos/webhooks/campaign')).run,
});
