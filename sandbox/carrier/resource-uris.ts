import type { World } from './world';

export const API_ROOT = '/api/laml/2010-04-01';

/** `/api/laml/2010-04-01/Accounts/{project}/{rest}` */
export function accountPath(world: World, rest: string): string {
  return `${API_ROOT}/Accounts/${world.settings.projectId}/${rest}`;
}

/** The full address of a recording's audio. */
export function recordingUrl(world: World, sid: string): string {
  return `${world.publicUrl}${accountPath(world, `Recordings/${sid}.mp3`)}`;
}
