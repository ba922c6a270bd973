import '@fontsource-variable/inter/wght.css';
import './globals.css';
import type { Metadata, Viewport } from 'next';
import { cookies, headers } from 'next/headers';
import type { ReactNode } from 'react';
import { isApple } from './is-apple';
import { formatLocale } from './locale';
import { Providers } from './providers';
import { readTheme, themeCookie } from './theme';

export const metadata: Metadata = {
  title: { default: 'Slotline', template: '%s · Slotline' },
  description: 'Bookings that turn into calls, and calls that turn into numbers.',
};

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#f6f8fa' },
    { media: '(prefers-color-scheme: dark)', color: '#0c0f13' },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const [jar, head] = await Promise.all([cookies(), headers()]);
  const nonce = head.get('x-nonce') ?? undefined;
  const theme = readTheme(jar.get(themeCookie)?.value);
  return (
    <html lang="en" data-theme={theme} data-apple={isApple(head.get('user-agent')) || undefined}>
      {/* react-aria adds a style element of its own and takes the nonce for it from here. */}
      <head>{nonce ? <meta name="csp-nonce" nonce={nonce} /> : null}</head>
      <body>
        <Providers locale={formatLocale(head.get('accept-language'))}>{children}</Providers>
      </body>
    </html>
  );
}
