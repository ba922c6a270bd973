import { redirect } from 'next/navigation';

export default function WebhooksPage(): never {
  redirect('/webhooks/received');
}
