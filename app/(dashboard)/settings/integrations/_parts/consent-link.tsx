import type { ReactNode } from 'react';
import { type ButtonSize, buttonStyle } from '@/app/_components/action/button-style';
import type { CalendarProviderId } from '@/lib/contracts/calendars';
import { providerWords } from './provider-words';

interface ConsentLinkProps {
  provider: CalendarProviderId;
  size?: ButtonSize;
  /** Its name, where the words alone do not say which. */
  'aria-label'?: string;
  children: ReactNode;
}

/** Leads to the provider's consent page. A plain link: the browser leaves this page, and nothing is fetched ahead. */
export function ConsentLink({ provider, size = 'medium', children, ...props }: ConsentLinkProps) {
  const path = providerWords[provider].consentPath;
  return path ? (
    <a {...props} href={path} className={buttonStyle('secondary', size)}>
      {children}
    </a>
  ) : null;
}
