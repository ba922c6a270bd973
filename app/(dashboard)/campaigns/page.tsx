import { redirect } from 'next/navigation';
import { campaignTabs } from './_parts/tabs';

export default function CampaignsPage() {
  redirect(campaignTabs[0].href);
}
