/**
 * The cookie that binds a consent under way to the browser that began it, one per provider. `Lax`, so that it comes
 * along when the provider sends the browser back.
 */
export function consentCookie(appUrl: string, provider: string, state: string, expiresAt: Date): string {
  return `${nameOf(appUrl, provider)}=${state}; ${attributes(appUrl)}; Expires=${expiresAt.toUTCString()}`;
}

/** `Set-Cookie` value that ends it. */
export function clearedConsentCookie(appUrl: string, provider: string): string {
  return `${nameOf(appUrl, provider)}=; ${attributes(appUrl)}; Max-Age=0`;
}

/** The state that this browser began with, or null. */
export function readConsentCookie(header: string | null, appUrl: string, provider: string): string | null {
  const name = nameOf(appUrl, provider);
  for (const pair of header?.split(';') ?? []) {
    const [key, value] = pair.split('=');
    if (key?.trim() === name) return value?.trim() || null;
  }
  return null;
}

function nameOf(appUrl: string, provider: string): string {
  return `${appUrl.startsWith('https:') ? '__Host-' : ''}slotline_consent_${provider}`;
}

function attributes(appUrl: string): string {
  return `Path=/; HttpOnly; SameSite=Lax${appUrl.startsWith('https:') ? '; Secure' : ''}`;
}
