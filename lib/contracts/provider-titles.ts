const titles: Readonly<Record<string, string>> = {
  calcom: 'Cal.com',
  calendly: 'Calendly',
  google: 'Google Calendar',
  outlook: 'Outlook',
  microsoft: 'Outlook',
  emailbison: 'EmailBison',
  signalwire: 'SignalWire',
  carrier: 'Carrier',
  sandbox: 'Sandbox calendar',
};

/** What people call an outside service that the data names; the name itself when nobody has another for it. */
export function providerTitle(name: string): string {
  return titles[name] ?? name;
}
