'use client';

import { type ReactNode, useRef, useState } from 'react';
import { Button } from '@/app/_components/action/button';
import { ApiError } from '@/app/_components/api';
import { sendFile } from './send-file';

interface FileSenderProps {
  /** An import whose file was not sent to its end, and its size. */
  unfinished?: { id: string; bytes: number };
  onSent: (id: string) => void;
}

/** Chooses a file of leads and sends it, with how far it is; what broke off is gone on with where it stopped. */
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
        tell: (sent) => setProgress({ sent, total: file.size }),
        begun: (id) => {
          broken.current = { file, id };
        },
      });
      onSent(id);
    } catch (error) {
      setProgress(null);
      // A file that is refused is the same when it is sent again.
      if (error instanceof ApiError && error.status >= 400 && error.status < 500 && error.status !== 429)
        broken.current = null;
      setProblem(error instanceof ApiError ? error.detail : 'The file could not be read.');
    }
  }

  function choose(file: File | undefined) {
    if (input.current) input.current.value = '';
    if (!file) return;
    broken.current = null;
    if (unfinished && file.size !== unfinished.bytes)
      setProblem(
        `This is another file: it has ${bytesText(file.size)}, the one begun has ${bytesText(unfinished.bytes)}.`,
      );
    else void send(file, unfinished?.id ?? null);
  }

  const stopped = problem === null ? null : broken.current;
  return (
    <div className="flex flex-wrap items-center gap-3">
      <input
        ref={input}
        type="file"
        accept=".csv,.tsv,.txt,text/csv"
        aria-label="File of leads"
        className="sr-only"
        tabIndex={-1}
        onChange={(event) => choose(event.currentTarget.files?.[0])}
      />
      {stopped ? (
        <Button variant="primary" onPress={() => void send(stopped.file, stopped.id)}>
          Go on sending {stopped.file.name}
        </Button>
      ) : null}
      <Button
        variant={stopped ? 'secondary' : 'primary'}
        isPending={progress !== null}
        onPress={() => input.current?.click()}
      >
        {unfinished ? 'Choose the file again' : 'Choose a file'}
      </Button>
      {progress ? <Progress {...progress} /> : null}
      {problem ? (
        <p role="alert" className="text-bad">
          {problem} {stopped?.id ? 'What was sent is kept.' : ''}
        </p>
      ) : null}
    </div>
  );
}

function Progress({ sent, total }: { sent: number; total: number }): ReactNode {
  if (sent === 0 || sent === total)
    return <p className="text-text-muted">{sent === 0 ? 'Sending' : 'Reading'} the file…</p>;
  return (
    <div className="flex min-w-0 items-center gap-3">
      <progress aria-label="Sent" max={total} value={sent} className="w-40" />
      <p role="status" className="tabular text-text-muted">
        {bytesText(sent)} of {bytesText(total)} sent
      </p>
    </div>
  );
}

const megabytes = new Intl.NumberFormat('en', { maximumFractionDigits: 1, minimumFractionDigits: 1 });

function bytesText(bytes: number): string {
  return `${megabytes.format(bytes / (1024 * 1024))} MB`;
}
