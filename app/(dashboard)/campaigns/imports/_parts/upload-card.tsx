'use client';

import { useRouter } from 'next/navigation';
import { useRef, useState } from 'react';
import { Button } from '@/app/_components/action/button';
import { ApiError } from '@/app/_components/api';
import { Card } from '@/app/_components/page/card';
import { importLimits } from '@/lib/contracts/lead-imports';
import { uploadFile } from './upload-file';

/** Takes a file of leads; what its columns are is asked on the next page. */
export function UploadCard() {
  const router = useRouter();
  const input = useRef<HTMLInputElement>(null);
  const [isSending, setSending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function send(file: File | undefined) {
    if (!file) return;
    setProblem(null);
    setSending(true);
    try {
      const { id } = await uploadFile(file);
      router.push(`/campaigns/imports/${id}`);
    } catch (error) {
      setProblem(error instanceof ApiError ? error.detail : 'The file could not be read.');
      setSending(false);
    }
    if (input.current) input.current.value = '';
  }

  return (
    <Card
      title="Import a file of leads"
      note={`A CSV file with one person a line, up to ${importLimits.megabytes} MB. The same file twice changes nothing.`}
    >
      <div className="flex flex-wrap items-center gap-3">
        <input
          ref={input}
          type="file"
          accept=".csv,.tsv,.txt,text/csv"
          aria-label="File of leads"
          className="sr-only"
          tabIndex={-1}
          onChange={(event) => void send(event.currentTarget.files?.[0])}
        />
        <Button variant="primary" isPending={isSending} onPress={() => input.current?.click()}>
          Choose a file
        </Button>
        {isSending ? <p className="text-text-muted">Reading the file…</p> : null}
        {problem ? (
          <p role="alert" className="text-bad">
            {problem}
          </p>
        ) : null}
      </div>
    </Card>
  );
}
