'use client';

import { useState } from 'react';
import { api } from '@/app/_components/api';
import { Form } from '@/app/_components/form/form';
import { SubmitButton } from '@/app/_components/form/submit-button';
import { TextField } from '@/app/_components/form/text-field';
import { showToast } from '@/app/_components/overlay/toast';

/** Changes the password, asking for the current one. */
export function PasswordForm() {
  const [saves, setSaves] = useState(0);

  async function send(data: FormData) {
    const body = { current_password: data.get('current_password'), new_password: data.get('new_password') };
    await api('/api/auth/password', { method: 'POST', body });
    showToast('Password changed');
    setSaves((before) => before + 1);
  }

  return (
    <Form onSend={send} aria-label="Password" key={saves}>
      <TextField
        name="current_password"
        type="password"
        label="Current password"
        autoComplete="current-password"
        isRequired
      />
      <TextField
        name="new_password"
        type="password"
        label="New password"
        hint="At least 10 characters. A few random words work well."
        autoComplete="new-password"
        isRequired
      />
      <div>
        <SubmitButton>Change password</SubmitButton>
      </div>
    </Form>
  );
}
