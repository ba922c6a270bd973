import { Mail } from 'lucide-react';
import type { ReactNode } from 'react';
import { type SimpleIcon, siCaldotcom, siCalendly, siGooglecalendar } from 'simple-icons';
import { Mark } from '@/app/(dashboard)/_frame/mark';
import type { CalendarProviderId } from '@/lib/contracts/calendars';

/** The logo of each provider. Rendered on the server, so that the browser gets only the drawings it shows. */
export const providerMarks: Readonly<Record<CalendarProviderId, ReactNode>> = {
  calcom: (
    <Tile>
      {/* Its logo is the word itself: the view box crops the space around it. It takes the text color. */}
      <svg aria-hidden="true" viewBox="0 9 24 6" className="w-11 fill-current">
        <path d={siCaldotcom.path} />
      </svg>
    </Tile>
  ),
  calendly: <BrandTile icon={siCalendly} />,
  google: <BrandTile icon={siGooglecalendar} />,
  outlook: (
    <Tile>
      <span aria-hidden className="text-caption font-semibold">
        Outlook
      </span>
    </Tile>
  ),
  calendly_embed: <BrandTile icon={siCalendly} />,
  sandbox: (
    <Tile>
      <Mark />
    </Tile>
  ),
};

/** The mark of an email tool. */
export const emailToolMark: ReactNode = (
  <Tile>
    <Mail aria-hidden className="size-5" />
  </Tile>
);

function BrandTile({ icon }: { icon: SimpleIcon }) {
  return (
    <Tile>
      <svg aria-hidden="true" viewBox="0 0 24 24" fill={`#${icon.hex}`} className="size-6">
        <path d={icon.path} />
      </svg>
    </Tile>
  );
}

function Tile({ children }: { children: ReactNode }) {
  return (
    <span className="flex h-10 w-16 shrink-0 items-center justify-center rounded-control border bg-surface">
      {children}
    </span>
  );
}
