import { buttonStyle } from '@/app/_components/action/button-style';
import { Card } from '@/app/_components/page/card';
import type { Connection } from '@/lib/contracts/calendars';

/** An embedded page: nothing to configure, only a preview. */
export function SharePageCard({ connection }: { connection: Connection }) {
  return (
    <Card
      title="Calendly page"
      note="Visitors pick a time on your Calendly page, embedded here. We record their bookings without a time, because Calendly shares it only with connected accounts."
    >
      <div className="flex flex-wrap items-center gap-3">
        {/* Not a soft navigation: only that page's own headers allow the frame. */}
        <a href={`/settings/integrations/${connection.id}/preview`} className={buttonStyle('secondary', 'medium')}>
          Preview
        </a>
        <span className="min-w-0 text-text-muted break-all">{connection.settings.share_url}</span>
      </div>
    </Card>
  );
}
