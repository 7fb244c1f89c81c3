import { Socket } from 'node:net';
import { hostsVariable, portVariable } from './preload-variables.ts';

/**
 * Loaded by Node before a program (`node --import`): connections to the providers' hosts lead to the server of the run,
 * wherever they are made. Below agents, pools and `fetch` all of them connect a socket, by TCP or for TLS, so that this is
 * the one place. Who speaks TLS names its host there, and the server answers as this host.
 */
const hosts = new Set(process.env[hostsVariable]?.split(','));
const port = Number(process.env[portVariable]);
const connect = Socket.prototype.connect;

/** What a socket is told to connect to. */
interface Target {
  readonly host?: unknown;
  readonly path?: unknown;
}

function redirected(target: Target): Target {
  const isOurs = typeof target.host === 'string' && hosts.has(target.host.toLowerCase().replace(/\.$/, ''));
  if (!isOurs || target.path) return target;
  // Neither another look at the name nor another family of addresses leads there.
  return { ...target, host: '127.0.0.1', port, lookup: undefined, family: 4, autoSelectFamily: false } as Target;
}

Socket.prototype.connect = function connectHere(this: Socket, ...args: unknown[]) {
  const [first, second] = args;
  // Node has put the arguments in order, and marked the list, which so must stay the same one.
  if (Array.isArray(first)) first[0] = redirected(first[0]);
  else if (typeof first === 'object' && first !== null) args[0] = redirected(first);
  else if (typeof second === 'string') args.splice(0, 2, redirected({ host: second, port: Number(first) } as Target));
  return Reflect.apply(connect, this, args);
} as typeof connect;
