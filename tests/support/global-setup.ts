import type { TestProject } from 'vitest/node';
import { startTestCluster, type TestClusterAddress } from './test-cluster';

declare module 'vitest' {
  export interface ProvidedContext {
    testCluster: TestClusterAddress;
  }
}

/** One server for the whole run; every test file clones its own database from the template. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { adminUrl, template, stop } = await startTestCluster();
  project.provide('testCluster', { adminUrl, template });
  return stop;
}
