import { serviceLimits } from '@/lib/contracts/services';

/** A name as the short name of an address: `Café & Demo` → `cafe-demo`. Empty where nothing can be kept of it. */
export function slugOf(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, serviceLimits.slugLength)
    .replace(/^-+|-+$/g, '');
}
