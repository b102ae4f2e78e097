import type { Knex } from 'knex';
import { readDuePolicies } from '@safety-curtain/policy';
import { createDatabase, databaseIds } from '../../__testUtils__/databases';
import { readRules } from './options';
import { registerTriage } from './registerTriage';

const rule = {
  id: 'quiet',
  match: { packages: [{ purl: 'pkg:npm/quiet' }] },
  analysis: { state: 'in_triage', detail: 'Looked at.' },
};
const nothing = { rules: [], duePolicies: [], trustedOwners: [] };

describe.each(databaseIds)('how decisions are configured on %p', id => {
  let knex: Knex;
  beforeEach(async () => {
    knex = await createDatabase(id);
  });
  const start = async (changes: object = {}) => {
    const told = await registerTriage(
      knex,
      { ...nothing, ...changes },
      new Date(),
    );
    return told.map(({ what, has }) => `${what}: ${has.join()}`);
  };

  it.each([
    [
      'rules',
      { rules: readRules([rule], 'rules') },
      { rules: readRules([{ ...rule, priority: 3 }], 'rules') },
      'rules: quiet',
    ],
    [
      'due policies',
      { duePolicies: readDuePolicies([{ name: 'all' }], 'duePolicies') },
      {
        duePolicies: readDuePolicies(
          [{ name: 'all', days: { critical: 3 } }],
          'duePolicies',
        ),
      },
      'due-policies: all',
    ],
    [
      'the policy of approvals',
      {
        approval: {
          states: ['not_affected'],
          severities: [],
          secondPerson: true,
        },
      },
      {
        approval: {
          states: ['not_affected'],
          severities: [],
          secondPerson: false,
        },
      },
      'approval: not_affected',
    ],
    [
      'owners whose ignore files count',
      { trustedOwners: ['group:default/a'] },
      { trustedOwners: ['group:default/a'] },
      'trusted-ignore-files: group:default/a',
    ],
  ])(
    'tells once that %s are others, and keeps it',
    async (_, first, second, told) => {
      expect(await start()).toEqual([]);
      expect(await start(first)).toEqual([told]);
      expect(await start(first)).toEqual([]);
      const isOther = JSON.stringify(first) !== JSON.stringify(second);
      expect(await start(second)).toEqual(isOther ? [told] : []);
      const gone = told.replace(/: .*/, ': ');
      expect(await start()).toEqual([gone]);
      const events = await knex('audit_events').orderBy('id');
      expect(events).toHaveLength(isOther ? 3 : 2);
      expect(events[0]).toMatchObject({
        event: 'triage-policy-change',
        actor: 'configuration',
        outcome: 'success',
      });
    },
  );

  it('tells of what is there at the first start, and by one of two replicas', async () => {
    const configured = { trustedOwners: ['group:default/a'] };
    const both = await Promise.all([start(configured), start(configured)]);
    expect(both.flat()).toEqual(['trusted-ignore-files: group:default/a']);
  });
});
