import { expect, test } from 'vitest';
import type { SchemaNode } from '../../src/kit/schema/annotations.ts';
import { schemas } from './schemas.ts';

test('knows the 189 scopes of the document, 14 in another spelling and five of v3', () => {
  const scopes = [schemas.read('scope').enum].flat().map(String);
  expect(new Set(scopes).size).toBe(189 + 14 + 5);
  const renamed = scopes
    .slice(189, -5)
    .map((scope) => scope.replace('subaccounts', 'accounts').replace('location', 'account'));
  expect(scopes.slice(0, 189)).toEqual(expect.arrayContaining(renamed));
});

test('knows 48 permissions, ten of them without a default and nine off by default', () => {
  const flags = Object.values(schemas.read('permissions').properties ?? {});
  expect(flags).toHaveLength(48);
  expect(flags.filter((flag) => flag.default === undefined)).toHaveLength(10);
  expect(flags.filter((flag) => flag.default === false)).toHaveLength(9);
});

test('takes the members of a create request in an update, none of them required', () => {
  const { properties: created = {}, required } = schemas.read('create-user.request');
  const { properties = {}, required: none } = schemas.read('update-user.request');
  const { emailChangeOTP, ...updated } = properties;
  expect(Object.keys(updated)).toEqual(Object.keys(created));
  expect(Object.values(updated).map(withoutRequired)).toEqual(Object.values(created).map(withoutRequired));
  expect([required, none]).toEqual([
    Object.keys(created).filter((name) => created[name]?.['x-rule']?.required),
    undefined,
  ]);
});

test('takes the reply of the document’s example, which is cut off after the permissions', () => {
  const permissions = { campaignsEnabled: true, workflowsReadOnly: true, exportPaymentsEnabled: true };
  const names = { name: 'John Deo', firstName: 'John', lastName: 'Deo', email: 'john@deo.com' };
  const printed = { id: '0IHuJvc2ofPAAA8GzTRi', ...names, phone: '+1 808-868-8888', extension: '', permissions };
  expect(schemas.complaints('create-user.reply', printed)).toEqual([]);
});

function withoutRequired({ description, ...member }: SchemaNode): SchemaNode {
  const rules = Object.entries(member['x-rule'] ?? {}).filter(([keyword]) => keyword !== 'required');
  return { ...member, 'x-rule': Object.fromEntries(rules) };
}

test.each([
  ['one letter before the @', 'a@sherwood.example.com', true],
  ['64 letters before the @', `${'a'.repeat(64)}@sherwood.example.com`, true],
  ['65 letters before the @', `${'a'.repeat(65)}@sherwood.example.com`, false],
  ['half a million letters', `${'a'.repeat(500_000)}@sherwood.example.com`, false],
  ['a quoted local part', '"robin hood"@sherwood.example.com', true],
  ['an underscore in the domain', 'robin@sher_wood.example.com', false],
  ['a trailing dot', 'robin@sherwood.example.com.', false],
])('judges an email with %s', (_what, email, valid) => {
  expect(schemas.violations('update-user.request', { email })).toHaveLength(valid ? 0 : 1);
});
