import { describe, expect, it } from 'vitest';
import { providerNames } from '@/scripts/check/rules/provider-names';
import { found } from './fixture';

describe('names of calendar providers', () => {
  it.each([
    "if (provider === 'calcom') connect();",
    "type Provider = 'calendly' | 'other';",
    "const EMBED = 'calendly_embed';",
    'const label = `Google calendar`;',
    "const label = 'Cal.com, webhooks only';",
    "const hosts = ['www.calendly.com'];",
    'const key = config.calcom;',
    'readGooglePush(headers);',
    'const { outlook } = calendars;',
    'function keep(defaultCalcomKey: string) {}',
    'const SANDBOX_ACCOUNT = 1;',
    "import { read } from '@/lib/x/microsoft/read';",
  ])('%s fails outside the provider folders', (source) => {
    for (const file of ['lib/calendars/inbound/a.ts', 'lib/http/a.ts', 'lib/leads/a.ts', 'lib/webhook-inbox/a.ts'])
      expect(found(providerNames, { [file]: source })).toEqual([`${file}:1 provider-name`]);
  });

  it('pass in the provider folders, where providers are listed, in comments, and as mail domains', () => {
    const source = "const name = 'calcom';";
    expect(
      found(providerNames, {
        'lib/calendars/providers/calcom/a.ts': source,
        'lib/calendars/registry.ts': source,
        'lib/wiring/a.ts': source,
        'lib/config/a.ts': source,
        'lib/contracts/a.ts': source,
        'lib/db/schema/a.ts': source,
        'lib/calendars/a.ts': '/** As Calendly does. */ const named = module.name;',
        'lib/leads/a.ts': "const free = 'gmail.com googlemail.com outlook.com hotmail.com'; const sandboxed = 1;",
      }),
    ).toEqual([]);
  });
});
