import { existsSync } from 'node:fs';

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
  // `npm run check` proves the types of everything, and `npm test` runs it; a build does not prove them a second time.
  typescript: { tsconfigPath: 'tsconfig.build.json', ignoreBuildErrors: true },
  serverExternalPackages: ['pg', 'ws', '@node-rs/argon2', 'pino', '@neondatabase/serverless'],
  headers: async () => [
    { source: '/:path*', headers: everywhere },
    { source: '/api/:path*', headers: api },
  ],
  // Writing the cache costs a first build a quarter of its time. It pays from the second one on.
  experimental: { turbopackFileSystemCacheForBuild: existsSync(new URL('.next/BUILD_ID', import.meta.url)) },
  turbopack: { root: import.meta.dirname },
};

export default nextConfig;
