import { runNamed } from '@/tests/support/outside/run-named';

await runNamed('benchmark', {
  punctuality: async () => (await import('@/tests/bench/punctuality/bench')).run,
  burst: async () => (await import('@/tests/bench/burst/bench')).run,
  slots: async () => (await import('@/tests/bench/slots/bench')).run,
  matching: async () => (await import('@/tests/bench/matching/bench')).run,
  funnel: async () => (await import('@/tests/bench/funnel/bench')).run,
  webhooks: async () => (await import('@/tests/bench/webhooks/bench')).run,
});
