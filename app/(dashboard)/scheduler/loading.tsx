import { SkeletonText } from '@/app/_components/feedback/skeleton';
import { Card } from '@/app/_components/page/card';
import { PageHead } from '@/app/_components/page/page-head';

export default function LoadingScheduler() {
  return (
    <>
      <PageHead title="Scheduler">Calls go out on the second.</PageHead>
      <div className="grid gap-4 rail:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        {['Lateness', 'Last ticks', 'Due next', 'Missed and failed'].map((title) => (
          <Card key={title} title={title}>
            <SkeletonText lines={6} label={`Loading: ${title}`} />
          </Card>
        ))}
      </div>
    </>
  );
}
