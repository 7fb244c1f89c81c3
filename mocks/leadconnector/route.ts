import type { Protocol } from '../../src/kit/provider.ts';
import { isV3 } from './versions.ts';

/** Express answers HEAD by what answers GET; `GET /users/` is gone in version v3. */
export function byVersion(rest: Protocol): Protocol {
  return {
    ...rest,
    route: (head) => {
      const route = rest.route(head.method === 'HEAD' ? { ...head, method: 'GET' } : head);
      return route?.operation?.name === 'list-users' && isV3(head) ? undefined : route;
    },
  };
}
