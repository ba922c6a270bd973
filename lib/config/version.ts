import packageJson from '@/package.json';

/** The product's version. */
export const version: string = packageJson.version;
