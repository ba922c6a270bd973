import type { Metadata } from 'next';
import { ButtonLink } from '@/app/_components/action/link';
import { OutsidePage } from '@/app/_components/page/outside-page';
import { findSession } from '@/lib/http/session/page-session';
import { getDeps } from '@/lib/wiring/deps';
import { Frame } from './(dashboard)/_frame/frame';
import DashboardNotFound from './(dashboard)/not-found';

export const metadata: Metadata = { title: 'Page not found' };

/** An address that no page has: inside the frame for people who are signed in. */
export default async function NotFound() {
  const session = await findSession();
  if (session)
    return (
      <Frame session={session} serverNow={getDeps().clock.now().getTime()}>
        <DashboardNotFound />
      </Frame>
    );
  return (
    <OutsidePage title="Page not found" note="We can’t find this page. It may have been moved or deleted.">
      <ButtonLink href="/" variant="primary">
        Back to Home
      </ButtonLink>
    </OutsidePage>
  );
}
