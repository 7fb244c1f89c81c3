import type { Exchange } from '../kit/exchange.ts';
import { parseJson } from '../kit/protocols/json.ts';
import { percentDecoded } from '../kit/protocols/percent.ts';
import { replyParts, secretParts } from './secret-parts.ts';
import { headerValues, secretValues } from './secret-values.ts';
import { collectTold } from './texts/told-secrets.ts';

/** Every secret value of an exchange, so that it can be masked in what is said about it, too. */
export function exchangeSecrets(exchange: Exchange): string[] {
  return secretsIn(exchange, bodiesOf(exchange));
}

/** The bodies of an exchange, parsed; `undefined` for one that is no JSON. */
export function bodiesOf({ body, reply }: Exchange): readonly [sent: unknown, received: unknown] {
  return [parseJson(body)?.value, parseJson(Buffer.from(reply.body ?? ''))?.value];
}

/** The same with its bodies parsed already. */
export function secretsIn(exchange: Exchange, bodies: readonly unknown[]): string[] {
  const { provider, head, params, reply } = exchange;
  const parts = secretParts(provider);
  // A password that is one of the schemas' words is a secret of the request all the same.
  const { isHarmless = () => false } = replyParts(provider, parts);
  const told = new Set<string>();
  collectTold([reply.headers, bodies[1] === undefined && reply.body], parts, told);
  return [
    ...secretValues({ provider, head, params, bodies: bodies.slice(0, 1) }),
    ...[...secretValues({ provider, head, params, bodies: [undefined, ...bodies.slice(1)] })].filter(
      (value) => !isHarmless(value),
    ),
    ...headerValues(reply.headers, parts),
    ...furtherSecrets(exchange),
    ...told,
  ];
}

/** A long segment of a path that nobody knows may well be a token. */
const tokenLike = /^(?=.*\d)[\w.~-]{20,}$/;

/** They are masked everywhere, since a reply may quote the path. */
function furtherSecrets({ operation, head, secrets = [] }: Exchange): string[] {
  const tokens = head.path.split('/').filter((segment) => tokenLike.test(percentDecoded(segment)));
  return operation === undefined ? [...tokens, ...tokens.map(percentDecoded), ...secrets] : [...secrets];
}
