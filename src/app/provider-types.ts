import type { CredentialsOf, OperationOf, ProviderName, RuleOf, StateOf } from '../../mocks/catalogue.ts';
import type { Provider } from '../kit/provider.ts';

// What a server plays: the providers in the box, and those that it was given (`Given`, a union; `never` when it was given none).

/** The name of a provider, as it stands in addresses. */
export type NameOf<Given extends Provider = never> = ProviderName | Given['name'];

type GivenOf<Given extends Provider, Name> = Extract<Given, { readonly name: Name }>;

/** What the mocks accept, by provider. */
export type Credentials<Given extends Provider = never> = { readonly [Name in ProviderName]: CredentialsOf<Name> } & {
  readonly [Name in Given['name']]: GivenOf<Given, Name>['credentials'];
};

/** What a provider has stored. */
export type StoredState<Given extends Provider, Name extends NameOf<Given>> = Name extends ProviderName
  ? StateOf<Name>
  : ReturnType<GivenOf<Given, Name>['state']['dump']>;

type GivenOperation<One extends Provider> =
  | One['operationNames'][number]
  | (One extends { readonly hasBatches: true } ? 'batch' : never);

/** The names of a provider's operations, as the journal has them. */
export type OperationName<Given extends Provider, Name extends NameOf<Given>> = Name extends ProviderName
  ? OperationOf<Name>
  : GivenOperation<GivenOf<Given, Name>>;

/** An operation with its provider, such as `leeloo/create-email-account`. */
export type OperationId<Given extends Provider = never> = {
  [Name in NameOf<Given>]: `${Name}/${OperationName<Given, Name>}`;
}[NameOf<Given>];

/** The ids of the rules of all providers. */
export type RuleId<Given extends Provider = never> =
  | RuleOf<ProviderName>
  | ReturnType<Given['errors']['unknownRoute']>['rule'];
