import { type CountryCode, getCountries } from 'libphonenumber-js';
import { zonesOfCountry } from './zones-of-number';

let countries: Map<string, CountryCode> | undefined;

/** The country of a zone, to read numbers without a country code; undefined for zones of no country (`UTC`). */
export function countryOfZone(zone: string): CountryCode | undefined {
  countries ??= new Map(
    getCountries().flatMap((country) => zonesOfCountry(country).map((name) => [canonical(name), country] as const)),
  );
  return countries.get(canonical(zone));
}

/** Links (`Europe/Kyiv`) and their targets become the same name. */
function canonical(zone: string): string {
  return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
}
