import type { Protocol } from '../../src/kit/provider.ts';
import { isV3 } from './versions.ts';

/** `GET /users/` is gone in version v3. */
export function byVersion(rest: Protocol): Protocol {
  return {
    ...rest,
    route: (head) => {
      const route = rest.route(head);
      return route?.operation?.name === 'list-users' && isV3(head) ? undefined : route;
    },
  };
}
