import { defaultDuePolicy } from './duePolicy';
import { duePolicyFor, readDuePolicies } from './readDuePolicies';

const service = {
  lifecycle: 'production',
  tags: ['pci'],
  system: 'system:default/payments',
  owners: ['group:default/payments'],
};

describe('policies of due dates', () => {
  it('fill what is left out from the default', () => {
    const [policy] = readDuePolicies(
      [
        {
          name: 'strict',
          days: { critical: 2 },
          clock: { from: 'publication' },
        },
      ],
      'policies',
    );
    expect(policy).toMatchObject({
      name: 'strict',
      method: 'severity',
      days: { ...defaultDuePolicy.days, critical: 2 },
      clock: { from: 'publication', restartWhenExploited: false },
      assume: defaultDuePolicy.assume,
    });
  });

  it.each([
    [[{ days: {} }], 'policies[0].name'],
    [[{ name: 'a', days: { critical: 1.5 } }], 'policies[0].days.critical'],
    [[{ name: 'a', days: { none: 3 } }], 'policies[0].days.none'],
    [[{ name: 'a', method: 'soon' }], 'policies[0].method'],
    [[{ name: 'a', assume: { exposed: 'no' } }], 'policies[0].assume.exposed'],
    [[{ name: 'a', services: { teams: [] } }], 'policies[0].services.teams'],
    [
      [
        { name: 'a', services: { tags: ['x'] } },
        { name: 'a', services: { tags: ['y'] } },
      ],
      'policies[1].name',
    ],
    [
      [{ name: 'all' }, { name: 'b', services: { tags: ['x'] } }],
      'policies[0]',
    ],
  ])('are refused with the path to what is wrong: %j', (json, path) => {
    expect(() => readDuePolicies(json, 'policies')).toThrow(
      expect.objectContaining({ path }),
    );
  });

  it.each([
    [{ lifecycles: ['Production'] }, true],
    [{ lifecycles: ['experimental'] }, false],
    [{ tags: ['x', 'pci'] }, true],
    [{ systems: ['system:default/payments'], tags: ['pci'] }, true],
    [{ systems: ['system:default/payments'], tags: ['y'] }, false],
    [{ owners: ['group:default/payments'] }, true],
    [{ owners: ['group:default/web'] }, false],
    [{}, true],
  ])('for %j are for the service: %s', (services, isFor) => {
    const policies = readDuePolicies([{ name: 'p', services }], 'policies');
    const { name } = duePolicyFor(policies, service);
    expect(name).toBe(isFor ? 'p' : 'default');
  });
});
