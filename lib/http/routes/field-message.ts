import type { z } from 'zod';

const TYPES: Record<string, string> = {
  string: 'Enter a text.',
  number: 'Enter a number.',
  int: 'Enter a whole number.',
  boolean: 'Enter true or false.',
  array: 'Enter a list.',
  object: 'Enter an object.',
  record: 'Enter an object.',
};

const FORMATS: Record<string, string> = {
  email: 'Enter a valid email address, e.g. name@company.com.',
  url: 'Enter a valid URL, e.g. https://example.com.',
  datetime: 'Enter a date and time in ISO 8601, e.g. 2026-01-15T10:00:00Z.',
  date: 'Enter a date, e.g. 2026-01-15.',
};

/** What to do about a fault, for schemas that do not say it themselves. */
export function fieldMessage(issue: z.core.$ZodRawIssue): string {
  if (issue.input === undefined) return 'This field is required.';
  switch (issue.code) {
    case 'invalid_type':
      return TYPES[issue.expected] ?? 'Enter a valid value.';
    case 'invalid_format':
      return FORMATS[issue.format] ?? 'Enter a value in the right format.';
    case 'invalid_value':
      return issue.values.length === 1
        ? `Enter ${String(issue.values[0])}.`
        : `Choose one of: ${issue.values.map(String).join(', ')}.`;
    case 'too_small':
      if (issue.origin === 'string')
        return issue.minimum === 1 ? 'This field is required.' : `Use at least ${issue.minimum} characters.`;
      if (issue.origin === 'array') return `Choose at least ${issue.minimum}.`;
      return issue.inclusive ? `Enter ${issue.minimum} or more.` : `Enter more than ${issue.minimum}.`;
    case 'too_big':
      if (issue.origin === 'string') return `Use at most ${issue.maximum} characters.`;
      if (issue.origin === 'array') return `Choose at most ${issue.maximum}.`;
      return issue.inclusive ? `Enter ${issue.maximum} or less.` : `Enter less than ${issue.maximum}.`;
    case 'unrecognized_keys':
      return `Remove what is not known: ${issue.keys.join(', ')}.`;
    default:
      return 'Enter a valid value.';
  }
}
