import { type Answer, json } from '@/sandbox/provider-kit/answer';
import { bareProblem, problem } from './problem';

/**
 * What the version of 2024-04-15 makes of a request: other shapes where the address existed, a bare 500 for today's
 * bodies, 404 for what came later.
 */
export function legacyAnswer(operation: string, path: string): Answer {
  switch (operation) {
    case 'bookings.list':
      return json(200, { status: 'success', data: { bookings: [], recurringInfo: [], nextCursor: null } });
    case 'event-types.list':
      return json(200, { status: 'success', data: { eventTypeGroups: [], profiles: [] } });
    case 'bookings.create':
    case 'event-types.create':
      return bareProblem(500, 'Internal server error');
    default:
      return problem(404, path, `Cannot find ${path}`);
  }
}
