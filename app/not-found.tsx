import { ButtonLink } from '@/app/_components/action/link';

export default function NotFound() {
  return (
    <main className="mx-auto flex min-h-dvh max-w-120 flex-col items-start justify-center gap-3 p-6">
      <p className="text-text-muted">404</p>
      <h1 className="text-title font-semibold">There is nothing at this address.</h1>
      <p className="text-text-muted">It may have been moved or removed, or it belongs to another organization.</p>
      <ButtonLink href="/" variant="primary">
        Go to the start
      </ButtonLink>
    </main>
  );
}
