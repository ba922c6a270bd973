import { serviceLimits } from '@/lib/contracts/services';

/** A name as a short name for links: `Café & Demo` → `cafe-demo`. Empty when no letter or digit is left. */
export function slugOf(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, serviceLimits.slugLength)
    .replace(/^-+|-+$/g, '');
}
