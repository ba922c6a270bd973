import { Kbd } from './kbd';

/** A letter with the key that makes it a command: ⌘ on machines of Apple, which the root element tells, Ctrl elsewhere. */
export function CommandKbd({ letter }: { letter: string }) {
  return (
    <Kbd>
      <span className="hidden in-data-apple:inline">⌘{letter}</span>
      <span className="in-data-apple:hidden">Ctrl {letter}</span>
    </Kbd>
  );
}
