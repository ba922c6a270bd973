'use client';

import { usePathname, useRouter } from 'next/navigation';
import type { ReactNode } from 'react';
import { Dialog } from '@/app/_components/overlay/dialog';
import { newBookingHref } from '@/app/(dashboard)/_frame/rail-items';

/** Shows the form while the address is the form's: the router keeps this part of the tree on other pages. */
export function BookingDialog({ children }: { children: ReactNode }) {
  const router = useRouter();
  const isOpen = usePathname() === newBookingHref;
  return (
    <Dialog isOpen={isOpen} onClose={() => router.back()} title="New booking">
      {children}
    </Dialog>
  );
}
