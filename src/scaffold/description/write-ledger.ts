import type { Basis, Ledger, Rule } from '../../kit/ledger.ts';
import { pointerSegment } from '../../kit/protocols/json.ts';
import type { DescribedOperation } from './read-operations.ts';

/** What a ledger is made of. */
export interface LedgerParts {
  readonly name: string;
  readonly title: string;
  /** The name of the description's file. */
  readonly file: string;
  readonly operations: readonly DescribedOperation[];
  /** What could not be taken over. */
  readonly notes: readonly string[];
  /** The example to try first. */
  readonly first: string;
}

/** The ledger: each rule rests on its place in the description, or is an assumption that says so. */
export function ledgerOf({ name, title, file, operations, notes, first }: LedgerParts): Ledger {
  const prefixed = (rule: Rule): Rule => ({ ...rule, id: `${name}/${rule.id}` });
  return {
    provider: name,
    title,
    documents: { description: `The OpenAPI description ${file}` },
    try: first,
    wire: operations.map(({ operation: { method, path, summary } }) => `\`${method} ${path}\`: ${summary}`),
    rules: [...serverRules, ...operations.flatMap(rulesOf), secretRule].map(prefixed),
    defects: [],
    not_imitated: [...notes],
  };
}

function documented(part: string, place: string): Basis {
  return { part, basis: 'documented', source: `description, ${place}` };
}

function assumed(part: string, strength: 'weak' | 'medium' | 'strong', because: string): Basis {
  return { part, basis: 'assumed', strength, because };
}

function rule(id: string, says: string, basis: readonly Basis[], broken_by?: Rule['broken_by']): Rule {
  return { id, ...(broken_by && { broken_by }), says, basis };
}

const serverRules: readonly Rule[] = [
  rule(
    'unknown-route',
    'Any other address is answered with 404.',
    [assumed('the reply', 'weak', 'the description names no other address')],
    'path',
  ),
  rule(
    'too-large',
    'A body over 1 MiB is answered with 413.',
    [assumed('the limit and the reply', 'weak', 'the description names no limit')],
    'traffic',
  ),
  rule(
    'too-much',
    'What the mock has no room for is answered with 507.',
    [assumed('the reply', 'strong', 'it is about the mock alone')],
    'traffic',
  ),
  rule(
    'credentials',
    'A request without the credentials of the API is refused.',
    [
      documented('that they are needed', '#/components/securitySchemes'),
      assumed('the reply', 'medium', 'it is the one that the description has for such a status'),
    ],
    'headers',
  ),
  rule(
    'broken-json',
    'A body that is no JSON object is refused as a wrong body is.',
    [assumed('the reply', 'weak', 'the description does not say what is answered')],
    'body',
  ),
];

const secretRule = rule('secret-never-echoed', 'Credentials stand in no reply, journal or log.', [
  assumed('all', 'strong', 'it is about the mock alone'),
]);

function rulesOf({ operation, place, successKey = '200', body, query }: DescribedOperation): Rule[] {
  const { name, summary, success, effect } = operation;
  const refused = (what: string) =>
    assumed('the reply', 'medium', `the description has the status, but does not say that it is for ${what}`);
  return [
    ...(query
      ? [
          rule(
            `${name}-query`,
            `The parameters of \`${name}\` keep to their schemas.`,
            [documented('the parameters', `${place}/parameters`), refused('wrong parameters')],
            'query',
          ),
        ]
      : []),
    ...(body
      ? [
          rule(
            `${name}-body`,
            `The body of \`${name}\` keeps to its schema.`,
            [documented('the schema', `${place}/requestBody`), refused('wrong bodies')],
            'body',
          ),
        ]
      : []),
    ...(effect?.param === undefined
      ? []
      : [
          rule(
            `${name}-not-found`,
            `\`${name}\` needs a record that was created.`,
            [documented('the parameter', place), refused('unknown ids')],
            'state',
          ),
        ]),
    rule(name, `${summary}: answered with ${success.status}.`, [
      documented('the reply', `${place}/responses/${pointerSegment(successKey)}`),
      ...(effect ? [stored] : []),
    ]),
  ];
}

const stored = assumed(
  'what is stored, and found again',
  'medium',
  'the addresses show it: what is created under a path is found again below it',
);
