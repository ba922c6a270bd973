'use client';

import { api } from '@/app/_components/api';
import { Form } from '@/app/_components/form/form';
import { SubmitButton } from '@/app/_components/form/submit-button';
import { TextField } from '@/app/_components/form/text-field';

/** Asks for email and password, then opens `next`, one of our own pages. */
export function SignInForm({ next }: { next: string }) {
  async function send(data: FormData) {
    const body = { email: data.get('email'), password: data.get('password') };
    await api('/api/auth/sign-in', { method: 'POST', body });
    // A full page load: the browser may still hold another person's data.
    window.location.assign(next);
  }

  return (
    <Form onSend={send} aria-label="Sign in" problemNote="">
      <TextField name="email" type="email" label="Email" autoComplete="username" isRequired autoFocus />
      <TextField name="password" type="password" label="Password" autoComplete="current-password" isRequired />
      <SubmitButton>Sign in</SubmitButton>
      <p className="text-caption text-text-muted">No account? Ask an admin of your organization for an invite.</p>
    </Form>
  );
}
