import { Button } from '@/app/_components/action/button';
import { Callout } from '@/app/(dashboard)/_parts/callout';

/** Says that the form holds an earlier draft. */
export function ResumedNote({ onStartOver }: { onStartOver: () => void }) {
  return (
    <Callout
      tone="info"
      action={
        <Button size="small" onPress={onStartOver}>
          Start over
        </Button>
      }
    >
      We kept your draft.
    </Callout>
  );
}
