import type { Answer } from '../../../src/kit/answer.ts';
import { restOperations } from '../../../src/kit/protocols/rest.ts';
import { type Call, schemaName } from '../../../src/kit/provider.ts';
import { checkToken, checkUserFields, readBody } from '../checks.ts';
import type { SensorproRule } from '../generated/rules.ts';
import type { AddUpdateUserReply, AddUpdateUserRequest } from '../generated/schemas.ts';
import type { Token } from '../records.ts';
import { result } from '../result.ts';
import { type SensorproStores, userKey } from '../stores.ts';
import { changedUser, newUser, rulesApplied } from '../users.ts';

type UserCall = Call<AddUpdateUserRequest, SensorproStores, Token>;

/** Adds a user to the caller's organization or changes one there (source: sensorpro-account, AddUpdateUser). */
export const addUpdateUser = restOperations<SensorproStores, Token>()({
  name: 'add-update-user',
  summary: 'Adds a user to the organization of the token, or changes one there',
  method: 'POST',
  // The document's heading has no /api, its samples have one.
  paths: ['/api/Account/AddUpdateUser{/:token}', '/Account/AddUpdateUser{/:token}'],
  request: schemaName<AddUpdateUserRequest>('add-update-user.request'),
  replies: [
    { status: 200, schema: 'add-update-user.reply', description: 'Added or changed' },
    { status: 200, schema: 'add-update-user-refusal', description: 'Refused; nothing was added or changed' },
    { status: 400, schema: 'add-update-user-refusal', description: 'The body is no JSON object' },
    { status: 413, schema: 'add-update-user-refusal', description: 'The body is too large' },
    {
      status: 507,
      schema: 'add-update-user-refusal',
      description: 'The mock has no room for what would be stored or answered',
    },
  ],
  checks: [checkToken, readBody, checkUserFields],
  handle: (call) => {
    const { users } = call.world.stores;
    const known = users.get(userKey(call.caller.organization, call.input.User));
    if (!known) return addUser(call);
    users.replace(known, changedUser(known, call.input, call.world));
    return counted(call, { rule: 'sensorpro/user-updated', updated: 1, added: 0, effects: [] });
  },
});

function addUser(call: UserCall): Answer<SensorproRule> {
  const { input, caller, world } = call;
  world.stores.users.insert(newUser(caller.organization, input, world));
  return counted(call, { rule: 'sensorpro/user-added', updated: 0, added: 1, effects: rulesApplied(input) });
}

interface Outcome {
  readonly rule: SensorproRule;
  readonly updated: 0 | 1;
  readonly added: 0 | 1;
  readonly effects: readonly SensorproRule[];
}

function counted({ world }: UserCall, { rule, updated, added, effects }: Outcome): Answer<SensorproRule> {
  const body: AddUpdateUserReply = {
    UpdateCount: updated,
    AddCount: added,
    FailedRequests: [],
    Result: result(world.random),
  };
  return { rule, effects, refused: false, status: 200, schema: 'add-update-user.reply', body };
}
