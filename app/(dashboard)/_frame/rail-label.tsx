import type { ReactNode } from 'react';

/** A row of the rail: its whole width on wide screens and in the phone's menu, an icon in between. */
export const railRowStyle =
  'group/rail relative flex h-8 items-center gap-2.5 rounded-control px-2.5 outline-offset-0 transition-colors md:max-rail:justify-center md:max-rail:px-0 touch:h-11';

/** Label of a row; where the rail is icons only it appears beside the icon, on hover and on focus. */
export function RailLabel({ children }: { children: ReactNode }) {
  return (
    <span className="min-w-0 flex-1 truncate text-left md:max-rail:pointer-events-none md:max-rail:absolute md:max-rail:left-full md:max-rail:z-50 md:max-rail:ml-2 md:max-rail:max-w-64 md:max-rail:rounded-control md:max-rail:bg-text md:max-rail:px-2 md:max-rail:py-1 md:max-rail:text-caption md:max-rail:text-canvas md:max-rail:opacity-0 md:max-rail:group-hover/rail:opacity-100 md:max-rail:group-focus-visible/rail:opacity-100">
      {children}
    </span>
  );
}
