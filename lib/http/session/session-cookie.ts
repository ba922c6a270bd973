/**
 * The session cookie. Over https it carries the `__Host-` prefix, so that no sibling host can set it; over http, which
 * the configuration allows on this machine only, browsers would drop such a cookie.
 */
export function sessionCookieName(appUrl: string): string {
  return appUrl.startsWith('https:') ? '__Host-slotline_session' : 'slotline_session';
}

/** `Set-Cookie` value that hands the token to the browser until `expiresAt`. */
export function sessionCookie(appUrl: string, token: string, expiresAt: Date): string {
  return `${sessionCookieName(appUrl)}=${token}; ${attributes(appUrl)}; Expires=${expiresAt.toUTCString()}`;
}

/** `Set-Cookie` value that takes the session away from the browser. */
export function clearedSessionCookie(appUrl: string): string {
  return `${sessionCookieName(appUrl)}=; ${attributes(appUrl)}; Max-Age=0`;
}

function attributes(appUrl: string): string {
  return `Path=/; HttpOnly; SameSite=Lax${appUrl.startsWith('https:') ? '; Secure' : ''}`;
}

/** The session token of a `Cookie` header, or null. */
export function readSessionCookie(header: string | null, appUrl: string): string | null {
  const name = sessionCookieName(appUrl);
  for (const pair of header?.split(';') ?? []) {
    const [key, ...value] = pair.split('=');
    if (key?.trim() === name) return value.join('=').trim() || null;
  }
  return null;
}
