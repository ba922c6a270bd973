/** @type {import('next').NextConfig} */
const nextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  typedRoutes: false,
  serverExternalPackages: ['pg', 'ws', '@node-rs/argon2', 'pino', '@neondatabase/serverless'],
  turbopack: { root: import.meta.dirname },
};

export default nextConfig;
