'use client';

import { Button } from '@/app/_components/action/button';
import { CopyButton } from '@/app/_components/action/copy-button';

interface ShownOnceProps {
  /** What it is, for the copy button: "invite link". */
  what: string;
  secret: string;
  /** How to use it, and that it is shown only once. */
  children: string;
  onDone: () => void;
}

/** A secret to copy, shown only once; its dialog stays open until it is acknowledged. */
export function ShownOnce({ what, secret, children, onDone }: ShownOnceProps) {
  return (
    <div className="flex flex-col gap-4">
      <p role="status" className="text-text-muted">
        {children}
      </p>
      <div className="flex min-w-0 items-start gap-2 rounded-control border bg-sunken p-2.5">
        <code data-secret className="min-w-0 flex-1 font-mono text-table break-all">
          {secret}
        </code>
        <CopyButton text={secret} what={what} isIconOnly autoFocus />
      </div>
      <div className="flex justify-end">
        <Button variant="primary" onPress={onDone}>
          Done
        </Button>
      </div>
    </div>
  );
}
