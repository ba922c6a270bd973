'use client';

import { api } from '@/app/_components/api';
import { Form } from '@/app/_components/form/form';
import { SubmitButton } from '@/app/_components/form/submit-button';
import { TextField } from '@/app/_components/form/text-field';

interface AcceptFormProps {
  token: string;
  email: string;
  accountExists: boolean;
  organizationName: string;
}

/** Accepts an invite, with an existing account or a new one. */
export function AcceptForm({ token, email, accountExists, organizationName }: AcceptFormProps) {
  async function send(data: FormData) {
    const person = accountExists ? {} : { name: data.get('name') };
    await api('/api/invites/accept', { method: 'POST', body: { token, password: data.get('password'), ...person } });
    window.location.assign('/');
  }

  return (
    <Form onSend={send} aria-label={`Join ${organizationName}`}>
      <TextField name="email" label="Email" value={email} isReadOnly autoComplete="username" />
      {accountExists ? null : <TextField name="name" label="Your name" autoComplete="name" isRequired autoFocus />}
      <TextField
        name="password"
        type="password"
        label="Password"
        hint={accountExists ? undefined : 'At least 10 characters. A few random words work well.'}
        autoComplete={accountExists ? 'current-password' : 'new-password'}
        isRequired
        autoFocus={accountExists}
      />
      <SubmitButton>{`Join ${organizationName}`}</SubmitButton>
    </Form>
  );
}
