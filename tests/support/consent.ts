/** What somebody does on a simulated consent page. */
export interface Consent {
  decision?: 'allow' | 'deny';
  /** The first on the page unless told. */
  account?: string;
  /** Boxes that are unticked. */
  untick?: readonly string[];
}

/** Opens a consent page, decides, and returns the address that the browser is sent back to. */
export async function consent(authorizeUrl: string, { decision = 'allow', account, untick = [] }: Consent = {}) {
  const page = await fetch(authorizeUrl);
  const text = await page.text();
  if (page.status !== 200) throw new Error(`no consent page: ${page.status}`);
  const form = new URLSearchParams({ decision });
  for (const [, name = '', value = ''] of text.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g))
    form.append(name, unescaped(value));
  for (const [, value = ''] of text.matchAll(/<input type="checkbox" name="allowed" value="([^"]*)"/g))
    if (!untick.includes(unescaped(value))) form.append('allowed', unescaped(value));
  const first = /<input type="radio" name="account" value="([^"]*)"/.exec(text)?.[1] ?? '';
  form.set('account', account ?? unescaped(first));
  const action = unescaped(/<form method="post" action="([^"]*)"/.exec(text)?.[1] ?? '');
  const answer = await fetch(new URL(action, authorizeUrl), { method: 'POST', body: form, redirect: 'manual' });
  const location = answer.headers.get('location');
  if (!location) throw new Error(`not sent back: ${answer.status}`);
  return new URL(location);
}

function unescaped(text: string): string {
  return text.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
}
