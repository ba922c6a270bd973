import { Kbd } from './kbd';

/** A letter with the command key: ⌘ on Apple devices, which the root element marks, Ctrl elsewhere. */
export function CommandKbd({ letter }: { letter: string }) {
  return (
    <Kbd>
      <span className="hidden in-data-apple:inline">⌘{letter}</span>
      <span className="in-data-apple:hidden">Ctrl {letter}</span>
    </Kbd>
  );
}
