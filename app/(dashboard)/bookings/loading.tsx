import { Skeleton, SkeletonRows } from '@/app/_components/feedback/skeleton';
import { PageHead } from '@/app/_components/page/page-head';

export default function LoadingBookings() {
  return (
    <>
      <PageHead title="Bookings">Calls that are booked, and how they went.</PageHead>
      <Skeleton className="mb-4 h-9 w-44" />
      <Skeleton className="mb-3 h-8 w-full max-w-160" />
      <SkeletonRows label="Loading bookings" />
    </>
  );
}
