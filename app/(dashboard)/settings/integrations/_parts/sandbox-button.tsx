'use client';

import { useState } from 'react';
import { Button } from '@/app/_components/action/button';
import { ApiError } from '@/app/_components/api';
import { showErrorToast, showToast } from '@/app/_components/overlay/toast';
import { useConnect } from './use-connect';

/** Connects the test calendar, which needs no account. */
export function SandboxButton({ label }: { label: string }) {
  const connect = useConnect();
  const [isPending, setPending] = useState(false);

  async function send() {
    setPending(true);
    try {
      await connect({ provider: 'sandbox' });
      showToast('Sandbox calendar connected');
    } catch (error) {
      showErrorToast('Couldn’t connect the sandbox calendar', error instanceof ApiError ? error.detail : undefined);
    } finally {
      setPending(false);
    }
  }

  return (
    <Button isPending={isPending} onPress={() => void send()} aria-label={label}>
      Connect
    </Button>
  );
}
