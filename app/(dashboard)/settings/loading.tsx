import { SkeletonText } from '@/app/_components/feedback/skeleton';
import { Card } from '@/app/_components/page/card';

export default function LoadingSettings() {
  return (
    <Card>
      <SkeletonText lines={8} label="Loading settings" />
    </Card>
  );
}
