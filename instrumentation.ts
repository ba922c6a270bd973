/** Runs once when a server process starts, before its first request. */
export async function register(): Promise<void> {
  const { checkConfigurationAtBoot } = await import('@/lib/config/boot-check');
  checkConfigurationAtBoot();
}
