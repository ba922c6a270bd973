interface PageHeaderOptions {
  /** For this answer's own scripts and styles; never used twice. */
  nonce: string;
  https: boolean;
  /** The development server evaluates code and writes styles of its own. */
  development: boolean;
  /** Origins whose pages this page shows in frames; none unless told. */
  frames?: readonly string[];
}

/** The security headers of a page: nothing runs that this answer did not bring, nothing is fetched elsewhere, nobody frames it. */
export function pageHeaders(options: PageHeaderOptions): Record<string, string> {
  return {
    'content-security-policy': contentSecurityPolicy(options),
    'cross-origin-opener-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()',
    'referrer-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    ...(options.https ? { 'strict-transport-security': 'max-age=63072000' } : {}),
  };
}

function contentSecurityPolicy({ nonce, https, development, frames = [] }: PageHeaderOptions): string {
  const own = `'self' 'nonce-${nonce}'`;
  return [
    "default-src 'self'",
    `script-src ${own} 'strict-dynamic'${development ? " 'unsafe-eval'" : ''}`,
    development ? "style-src 'self' 'unsafe-inline'" : `style-src ${own}`,
    // Popovers and lists are placed by style attributes, which take no nonce.
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "media-src 'self' blob:",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    "manifest-src 'self'",
    "object-src 'none'",
    `frame-src ${frames.join(' ') || "'none'"}`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    ...(https ? ['upgrade-insecure-requests'] : []),
  ].join('; ');
}
