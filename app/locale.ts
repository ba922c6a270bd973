/**
 * The locale of dates, times and numbers, by the browser's `Accept-Language`. The words of the product are English, so
 * only English locales count; everybody else gets day before month and 24 hours.
 */
export function formatLocale(acceptLanguage: string | null): string {
  const preferred = acceptLanguage?.split(',')[0]?.split(';')[0]?.trim() ?? '';
  return /^en-[A-Z]{2}$/.test(preferred) ? preferred : 'en-GB';
}
