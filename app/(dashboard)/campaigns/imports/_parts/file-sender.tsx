'use client';

import { type ReactNode, useRef, useState } from 'react';
import { Button } from '@/app/_components/action/button';
import { ApiError } from '@/app/_components/api';
import { sendFile } from './send-file';

interface FileSenderProps {
  /** An import whose upload is unfinished, and its size. */
  unfinished?: { id: string; bytes: number };
  onSent: (id: string) => void;
}

/** Chooses a leads file and uploads it with progress; a broken upload resumes where it stopped. */
export function FileSender({ unfinished, onSent }: FileSenderProps) {
  const input = useRef<HTMLInputElement>(null);
  const broken = useRef<{ file: File; id: string | null } | null>(null);
  const [progress, setProgress] = useState<{ sent: number; total: number } | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  async function send(file: File, known: string | null) {
    broken.current = { file, id: known };
    setProblem(null);
    setProgress({ sent: 0, total: file.size });
    try {
      const id = await sendFile(file, known, {
        onProgress: (sent) => setProgress({ sent, total: file.size }),
        onBegun: (id) => {
          broken.current = { file, id };
        },
      });
      onSent(id);
    } catch (error) {
      setProgress(null);
      // A refused file is refused again.
      if (error instanceof ApiError && error.status >= 400 && error.status < 500 && error.status !== 429)
        broken.current = null;
      setProblem(error instanceof ApiError ? error.detail : 'We couldn’t read the file.');
    }
  }

  function choose(file: File | undefined) {
    if (input.current) input.current.value = '';
    if (!file) return;
    broken.current = null;
    if (unfinished && file.size !== unfinished.bytes)
      setProblem(`This is a different file: ${bytesText(file.size)} instead of ${bytesText(unfinished.bytes)}.`);
    else void send(file, unfinished?.id ?? null);
  }

  const stopped = problem === null ? null : broken.current;
  return (
    <div className="flex flex-wrap items-center gap-3">
      <input
        ref={input}
        type="file"
        accept=".csv,.tsv,.txt,text/csv"
        aria-label="Leads file"
        className="sr-only"
        tabIndex={-1}
        onChange={(event) => choose(event.currentTarget.files?.[0])}
      />
      {stopped ? (
        <Button variant="primary" onPress={() => void send(stopped.file, stopped.id)}>
          Resume uploading {stopped.file.name}
        </Button>
      ) : null}
      <Button
        variant={stopped ? 'secondary' : 'primary'}
        isPending={progress !== null}
        onPress={() => input.current?.click()}
      >
        {unfinished ? 'Choose file again' : 'Choose file'}
      </Button>
      {progress ? <Progress {...progress} /> : null}
      {problem ? (
        <p role="alert" className="text-bad">
          {problem} {stopped?.id ? 'Your progress is saved.' : ''}
        </p>
      ) : null}
    </div>
  );
}

function Progress({ sent, total }: { sent: number; total: number }): ReactNode {
  if (sent === 0 || sent === total)
    return <p className="text-text-muted">{sent === 0 ? 'Uploading' : 'Reading'} the file…</p>;
  return (
    <div className="flex min-w-0 items-center gap-3">
      <progress aria-label="Uploaded" max={total} value={sent} className="w-40" />
      <p role="status" className="tabular text-text-muted">
        {bytesText(sent)} of {bytesText(total)} uploaded
      </p>
    </div>
  );
}

const megabytes = new Intl.NumberFormat('en', { maximumFractionDigits: 1, minimumFractionDigits: 1 });

function bytesText(bytes: number): string {
  return `${megabytes.format(bytes / (1024 * 1024))} MB`;
}
