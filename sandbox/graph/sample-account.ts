import type { Account } from './model';

export const danaWork: Account = {
  id: '2f6c1f0b-7d41-4a57-9a3e-8d1b6f0e5c2a',
  email: 'dana@example.test',
  name: 'Dana Host',
  kind: 'work',
  windowsZone: 'Eastern Standard Time',
  hasTeams: true,
};

export const finnPersonal: Account = {
  id: '4f1c2b3a5d6e7f80',
  email: 'finn@outlook.test',
  name: 'Finn Private',
  kind: 'personal',
  windowsZone: 'W. Europe Standard Time',
  hasTeams: false,
};

/** Somebody at work without Teams. */
export const gailWork: Account = {
  id: '9a3e8d1b-6f0e-4c2a-8f6c-1f0b7d414a57',
  email: 'gail@example.test',
  name: 'Gail Plain',
  kind: 'work',
  windowsZone: 'Pacific Standard Time',
  hasTeams: false,
};

/** What exists at Microsoft when the simulator starts. */
export const sampleAccounts: readonly Account[] = [danaWork, finnPersonal, gailWork];
