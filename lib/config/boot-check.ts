/** Ends a server whose configuration is wrong before it takes a request: what runs is configured, or does not run. */
export async function checkConfigurationAtBoot(): Promise<void> {
  // Spelled out here, so that the bundle of the other runtime, which could not end the process, leaves the rest out.
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { refuseWrongConfiguration } = await import('./refuse-boot');
    refuseWrongConfiguration();
  }
}
