import { closestTo } from '../../kit/did-you-mean.ts';
import { ToolkitError } from '../toolkit-error.ts';
import type { AdminCall } from './call.ts';

/** Names the calls most like the one asked for, or all when nothing was asked for. */
export function unknownCall(method: string, path: string, calls: readonly AdminCall[]): ToolkitError {
  const known = calls.map((call) => `${call.method} /_understudy${call.path}`);
  const nearest = path === '/' ? [] : closestTo(`${method} /_understudy${path}`, known, 3);
  const [named, which] = nearest.length > 0 ? [nearest, 'Near it are'] : [known, 'There are'];
  return new ToolkitError('unknown-call', `Cannot find this call of the admin API. ${which} ${named.join(', ')}.`);
}

/** Names the methods with which there is a call at a path. */
export function wrongMethod(method: string, calls: readonly AdminCall[]): ToolkitError {
  const allowed = calls.map((call) => call.method).join(', ');
  return new ToolkitError('method-not-allowed', `Cannot ${method} here. Use ${allowed}.`, {
    headers: { Allow: allowed },
  });
}
