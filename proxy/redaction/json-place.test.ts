import { expect, test } from 'vitest';
import { jsonTemplate } from './json-template.ts';
import { lenientJsonTemplate } from './lenient-json-template.ts';
import type { Roles } from './roles.ts';
import { eachSlot, type Template } from './template.ts';

/** Counts how often somebody asks what a name means. */
function counting() {
  const asked = { count: 0 };
  const roles: Roles = {
    ofHeader: () => undefined,
    ofName: (name) => {
      asked.count += 1;
      if (name === 'password') return { secret: 'password' };
      return name === 'email' ? { personal: 'email' } : undefined;
    },
    mayName: () => true,
    ofPlace: (path) => (path[0] === 'declared' ? { secret: 'token' } : undefined),
  };
  return { asked, roles };
}

const depth = 200;
const leaves = 2_000;
const deep = `${'{"a":'.repeat(depth)}[${'"x",'.repeat(leaves)}"x"]`;

test.each([
  ['JSON', (roles: Roles) => jsonTemplate(`${deep}${'}'.repeat(depth)}`, roles)],
  ['nearly JSON', (roles: Roles) => lenientJsonTemplate(deep, roles)],
])('a name in %s is looked up once, not once for each value below it', (_what, read) => {
  const { asked, roles } = counting();
  expect(read(roles)?.length).toBeGreaterThan(leaves);
  expect(asked.count).toBeLessThanOrEqual(depth);
});

function rolesIn(template: Template | undefined): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  eachSlot(template ?? [], ({ value, role }) => {
    if (role) found[value] = 'secret' in role ? role.secret : role.personal;
  });
  return found;
}

test.each([
  ['JSON', jsonTemplate],
  ['nearly JSON', lenientJsonTemplate],
])('in %s what is below a secret is secret, and no longer what is behind it', (_what, read) => {
  const text = `{
    "password": { "email": "v1", "x": ["v2", { "y": "v3" }] },
    "email": { "x": "v4", "password": "v5", "z": "v6" },
    "declared": { "email": "v7" },
    "x": "v8"
  }`;
  expect(rolesIn(read(text, counting().roles))).toEqual({
    v1: 'password',
    v2: 'password',
    v3: 'password',
    v4: 'email',
    v5: 'password',
    v6: 'email',
    v7: 'token',
  });
});

test.each([
  ['JSON', jsonTemplate],
  ['nearly JSON', lenientJsonTemplate],
])(
  'in %s a name beside a value tells of all in it, and nothing personal takes the place of a secret',
  (_what, read) => {
    const text = `[
    { "name": "password", "value": "v1" },
    { "name": "password", "value": ["v2", [{ "name": "email", "value": ["v3"] }, "v4"]] },
    { "value": ["v5", { "name": "password", "value": ["v6"] }, { "password": "v7" }], "name": "email" },
    { "name": "x", "value": ["v8"] }
  ]`;
    const found = rolesIn(read(text, counting().roles));
    const secret = 'password';
    expect(found).toMatchObject({
      v1: secret,
      v2: secret,
      v3: secret,
      v4: secret,
      v5: 'email',
      v6: secret,
      v7: secret,
    });
    expect(found.v8).toBeUndefined();
  },
);

test('a value is read anew twice at most, however many names tell of lists in which it is', () => {
  let read = 0;
  const { roles } = counting();
  const counted: Roles = {
    ...roles,
    mayName: () => {
      read += 1;
      return false;
    },
  };
  const opened = (index: number) => `[{"name":"${index % 2 === 0 ? 'email' : 'password'}","value":`;
  const before = Array.from({ length: 100 }, (_, index) => opened(index)).join('');
  jsonTemplate(`${before}[${'"x",'.repeat(leaves)}"x"]${'}]'.repeat(100)}`, counted);
  expect(read).toBeLessThanOrEqual(3 * (leaves + 1 + 4 * 100));
});
