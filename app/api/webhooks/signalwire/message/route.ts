import { reportMessage } from '@/lib/calls/voice/report-message';
import { defineCarrierWebhook } from '@/lib/http/webhooks/carrier-webhook';

/** The carrier posts a text message it received, or the delivery status of one we sent. */
export const POST = defineCarrierWebhook({ kind: 'message', perform: reportMessage });
