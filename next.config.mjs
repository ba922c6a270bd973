/** Of everything that is no page; pages get theirs, with a nonce, from proxy.ts. */
const everywhere = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'Referrer-Policy', value: 'same-origin' },
];

const api = [
  { key: 'Content-Security-Policy', value: "default-src 'none'; frame-ancestors 'none'" },
  { key: 'Cross-Origin-Resource-Policy', value: 'same-origin' },
  // Browsers heed it over https alone.
  { key: 'Strict-Transport-Security', value: 'max-age=63072000' },
  { key: 'X-Frame-Options', value: 'DENY' },
];

/** @type {import('next').NextConfig} */
const nextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  typedRoutes: false,
  // The build checks what it ships; `npm run check` checks everything.
  typescript: { tsconfigPath: 'tsconfig.build.json' },
  serverExternalPackages: ['pg', 'ws', '@node-rs/argon2', 'pino', '@neondatabase/serverless'],
  headers: async () => [
    { source: '/:path*', headers: everywhere },
    { source: '/api/:path*', headers: api },
  ],
  turbopack: { root: import.meta.dirname },
};

export default nextConfig;
