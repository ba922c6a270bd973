import type { MappingsResponse } from '@/lib/contracts/calendars';

export type Host = NonNullable<MappingsResponse['hosts']>[number];
type Staff = MappingsResponse['staff'];

/** The hosts that are not linked to staff. */
export function unmappedHosts(staff: Staff, hosts: readonly Host[]): Host[] {
  const mapped = new Set(staff.map(({ host_id }) => host_id));
  return hosts.filter(({ id }) => !mapped.has(id));
}

/** Matches by email; only where both are still free, each host and person once. */
export function suggestionsOf(staff: Staff, hosts: readonly Host[]): { staffId: string; host: Host }[] {
  const free = new Set(staff.filter(({ host_id }) => host_id === null).map(({ id }) => id));
  return unmappedHosts(staff, hosts).flatMap((host) => {
    const staffId = host.suggested_staff_id;
    return staffId !== null && free.delete(staffId) ? [{ staffId, host }] : [];
  });
}
