import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { OutsidePage } from '@/app/_components/page/outside-page';
import { safeNext } from '@/lib/http/session/page-address';
import { findSession } from '@/lib/http/session/page-session';
import { SignInForm } from './sign-in-form';

export const metadata: Metadata = { title: 'Sign in' };

export default async function SignInPage({ searchParams }: { searchParams: Promise<{ next?: string | string[] }> }) {
  const { next } = await searchParams;
  const address = safeNext(Array.isArray(next) ? next[0] : next);
  if (await findSession()) redirect(address);
  return (
    <OutsidePage title="Sign in" note={address === '/' ? undefined : 'Sign in to continue.'}>
      <SignInForm next={address} />
    </OutsidePage>
  );
}
