import { describe, expect, it } from 'vitest';
import { suggestionsOf, unmappedHosts } from './hosts';

const person = (id: string, host_id: string | null = null) => ({
  id,
  name: id,
  email: `${id}@here.test`,
  host_id,
  host_email: null,
});
const host = (id: string, suggested_staff_id: string | null = null) => ({
  id,
  name: id,
  email: `${id}@there.test`,
  suggested_staff_id,
});

describe('who could be whom', () => {
  it('is suggested where neither is somebody already', () => {
    const staff = [person('ada'), person('ben', 'h2'), person('cy')];
    const hosts = [host('h1', 'ada'), host('h2', 'cy'), host('h3', 'ben'), host('h4')];
    expect(suggestionsOf(staff, hosts).map((one) => [one.staffId, one.host.id])).toEqual([['ada', 'h1']]);
    expect(unmappedHosts(staff, hosts).map(({ id }) => id)).toEqual(['h1', 'h3', 'h4']);
  });

  it('suggests nobody twice', () => {
    expect(suggestionsOf([person('ada')], [host('h1', 'ada'), host('h2', 'ada')])).toHaveLength(1);
  });
});
