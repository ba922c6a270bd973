'use client';

import { api } from '@/app/_components/api';
import { Form } from '@/app/_components/form/form';
import { SubmitButton } from '@/app/_components/form/submit-button';
import { TextField } from '@/app/_components/form/text-field';

/** Asks for address and password, and goes on to `next`, one of our own pages. */
export function SignInForm({ next }: { next: string }) {
  async function send(data: FormData) {
    const body = { email: data.get('email'), password: data.get('password') };
    await api('/api/auth/sign-in', { method: 'POST', body });
    // A whole new page: what the browser holds may be somebody else's.
    window.location.assign(next);
  }

  return (
    <Form onSend={send} aria-label="Sign in">
      <TextField name="email" type="email" label="E-mail address" autoComplete="username" isRequired autoFocus />
      <TextField name="password" type="password" label="Password" autoComplete="current-password" isRequired />
      <SubmitButton>Sign in</SubmitButton>
      <p className="text-caption text-text-muted">
        No account yet? People join by an invite: ask an owner or admin of your organization for one.
      </p>
    </Form>
  );
}
