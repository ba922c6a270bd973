import { checkConfigurationAtBoot } from '@/lib/config/boot-check';

/** Runs once when a server process starts, before its first request. */
export async function register(): Promise<void> {
  await checkConfigurationAtBoot();
}
