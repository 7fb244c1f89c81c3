import { expect, test } from 'vitest';
import { Collection } from './collection.ts';

interface User {
  readonly id: string;
  readonly email: string;
}

const robin: User = { id: '1', email: 'robin@sherwood.example' };
const marian: User = { id: '2', email: 'marian@sherwood.example' };

function newCollection(...users: readonly User[]): Collection<User> {
  const collection = new Collection<User>({ primary: ({ id }) => id, unique: { email: ({ email }) => email } });
  for (const user of users) collection.insert(user);
  return collection;
}

test('finds by every key, in the order of insertion', () => {
  const users = newCollection(robin, marian);
  expect(users.get('2')).toBe(marian);
  expect(users.find('email', robin.email)).toBe(robin);
  expect(users.values()).toEqual([robin, marian]);
  expect(users.size).toBe(2);
  expect(() => users.find('mail', 'x')).toThrow('has no such key');
});

test('refuses a taken key and stays as it was', () => {
  const users = newCollection(robin, marian);
  expect(() => users.insert({ id: '3', email: robin.email })).toThrow('unique keys is taken');
  expect(() => users.insert({ id: '1', email: 'new' })).toThrow('unique keys is taken');
  expect(() => users.replace(marian, { id: '2', email: robin.email })).toThrow('unique keys is taken');
  expect(users.values()).toEqual([robin, marian]);
  expect(users.find('email', marian.email)).toBe(marian);
});

test('replaces in place and frees the old keys', () => {
  const users = newCollection(robin, marian);
  const changed = { id: '1', email: 'hood@sherwood.example' };
  users.replace(robin, changed);
  expect(users.values()).toEqual([changed, marian]);
  expect(users.find('email', robin.email)).toBeUndefined();
  users.remove(changed);
  users.insert({ id: '1', email: changed.email });
  expect(users.size).toBe(2);
});

test('takes back every change since the beginning of a transaction', () => {
  const users = newCollection(robin);
  users.begin();
  users.insert(marian);
  users.replace(robin, { id: '1', email: 'hood@sherwood.example' });
  users.remove(marian);
  users.rollback();
  expect(users.values()).toEqual([robin]);
  expect(users.find('email', robin.email)).toBe(robin);
  expect(users.find('email', marian.email)).toBeUndefined();
});

test('keeps committed changes', () => {
  const users = newCollection(robin);
  users.begin();
  users.insert(marian);
  users.commit();
  users.rollback();
  expect(users.values()).toEqual([robin, marian]);
});
