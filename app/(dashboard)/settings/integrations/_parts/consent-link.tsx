import type { ReactNode } from 'react';
import { type ButtonSize, buttonStyle } from '@/app/_components/action/button-style';
import type { CalendarProviderId } from '@/lib/contracts/calendars';
import { providerWords } from './provider-words';

interface ConsentLinkProps {
  provider: CalendarProviderId;
  size?: ButtonSize;
  /** Its accessible name, when the text alone is ambiguous. */
  'aria-label'?: string;
  children: ReactNode;
}

/** Links to the provider's consent page. A plain link: it goes to another site, and nothing is prefetched. */
export function ConsentLink({ provider, size = 'medium', children, ...props }: ConsentLinkProps) {
  const path = providerWords[provider].consentPath;
  return path ? (
    <a {...props} href={path} className={buttonStyle('secondary', size)}>
      {children}
    </a>
  ) : null;
}
