import type { JsonObject } from '../kit/protocols/http.ts';
import type { Fault, FaultedRequest } from '../sessions/fault.ts';

/** What a kind of fault is, as its file says it. */
export interface FaultDefinition<Name extends string, Fields extends object> {
  /** As requests name it, in kebab case. */
  readonly name: Name;
  /** The names of its own fields. */
  readonly fields: readonly (keyof Fields & string)[];
  /** Whether another fault may strike the same request; only for one that leaves the reply as it is. */
  readonly passesOn?: boolean;
  /** Reads its own fields; no others are there. Throws a FaultError. */
  read(given: JsonObject): Fields;
  /** A fault strikes a request when it does to it what it is there for. The parameters are those of `Fault.strike`. */
  strike(
    fields: Fields,
    request: FaultedRequest,
    chance: () => number,
    goOn: () => Promise<void>,
  ): void | Promise<void>;
}

/** A kind of fault whose fields nobody else needs to know. */
export interface FaultKind<Name extends string = string, Fields extends object = object> {
  readonly name: Name;
  readonly fields: readonly string[];
  /** Reads the fault's own fields and binds them to what it does. Throws a FaultError. */
  bind(given: JsonObject): Pick<Fault, 'kind' | 'fields' | 'passesOn' | 'strike'>;
  /** Never there at run time; it only holds the type. */
  readonly type?: Fields;
}

/** Makes a kind of fault out of its definition. */
export function defineFault<const Name extends string, Fields extends object>(
  definition: FaultDefinition<Name, Fields>,
): FaultKind<Name, Fields> {
  const { name, passesOn = false } = definition;
  return {
    name,
    fields: definition.fields,
    bind: (given) => {
      const fields = definition.read(given);
      return {
        kind: name,
        fields,
        passesOn,
        strike: async (request, chance, goOn) => definition.strike(fields, request, chance, goOn),
      };
    },
  };
}
