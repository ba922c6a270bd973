import { buttonStyle } from '@/app/_components/action/button-style';
import { Card } from '@/app/_components/page/card';
import type { Connection } from '@/lib/contracts/calendars';

/** A page that is only shown: nothing to set, but to look at. */
export function SharePageCard({ connection }: { connection: Connection }) {
  return (
    <Card
      title="The page"
      note="Visitors pick their time on Calendly’s own page, in a frame. What they book there is recorded here, without its time: Calendly tells that to connected accounts only."
    >
      <div className="flex flex-wrap items-center gap-3">
        {/* Not a soft navigation: the frame is allowed by the headers of that page alone. */}
        <a href={`/settings/integrations/${connection.id}/preview`} className={buttonStyle('secondary', 'medium')}>
          See it in its frame
        </a>
        <span className="min-w-0 text-text-muted break-all">{connection.settings.share_url}</span>
      </div>
    </Card>
  );
}
