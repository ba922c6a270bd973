import { describe, expect, it } from 'vitest';
import { EnvironmentError, parseDatabaseEnvironment } from '@/lib/config/env';

const url = 'postgres://slotline@127.0.0.1/slotline';

describe('a variable', () => {
  it.each([`${url}\n`, ` ${url} `, `\t${url}\r\n`])('is read without the white space around it: %j', (value) => {
    expect(parseDatabaseEnvironment({ DATABASE_URL: value }).DATABASE_URL).toBe(url);
  });

  it.each([`"${url}"`, `'${url}'`, ` "${url}"\n`])('in quotes is refused by its name: %j', (value) => {
    const refusal = () => parseDatabaseEnvironment({ DATABASE_URL: value });
    expect(refusal).toThrow(EnvironmentError);
    expect(refusal).toThrow('DATABASE_URL is in quotes');
  });
});
