import { recordingSource } from '@/lib/calls/record/queries';
import { callParams } from '@/lib/contracts/calls';
import { defineMedia } from '@/lib/http/routes/define-media';

/** The audio of a call. The carrier's own address never leaves the server. */
export const GET = defineMedia(
  { route: '/api/calls/[id]/recording', permission: 'calls:read', feature: 'scheduled_calls', params: callParams },
  async ({ ctx, params, deps, range }) => deps.carrier.recordingMedia(await recordingSource(ctx, params.id), range),
);
