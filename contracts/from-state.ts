import { MatchersV3, type V3ProviderState } from '@pact-foundation/pact';

/**
 * A text in a request that the provider's stage decides, by the name under which the state returns it, maybe as a part of
 * a longer text. The client must send exactly the example; a verifier sends what the state returned. (Pact's own
 * fromProviderState would let the client send any text.)
 */
export function fromState(
  name: string,
  example: string,
  whole: (value: string) => string = (value) => value,
): MatchersV3.ProviderStateInjectedValue<string> {
  const matcher = MatchersV3.fromProviderState(whole(`\${${name}}`), whole(example));
  return { ...matcher, 'pact:matcher:type': 'equality' };
}

/** A provider state; STATES.md lists all of them. */
export function state(description: string, parameters?: V3ProviderState['parameters']): V3ProviderState {
  return parameters === undefined ? { description } : { description, parameters };
}
