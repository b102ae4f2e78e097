import { DefinitionError } from '../definitions/fields';
import { defaultGatePolicy } from './gatePolicy';
import { gatePolicyFor, readGatePolicies } from './readGatePolicies';

describe('readGatePolicies', () => {
  it('takes what is left out from the default', () => {
    expect(readGatePolicies([{ name: 'default' }], 'gates')).toEqual([
      defaultGatePolicy,
    ]);
  });

  it.each<[string, unknown, string]>([
    ['no list', {}, 'gates: must be a list'],
    [
      'an unknown key',
      [{ name: 'a', block: 1 }],
      'gates[0].block: is not known here',
    ],
    [
      'an unknown line',
      [{ name: 'a', findings: { hihg: 'warn' } }],
      'gates[0].findings.hihg: is not known here',
    ],
    [
      'an unknown word',
      [{ name: 'a', findings: { high: 'fail' } }],
      'gates[0].findings.high: must be one of allow, warn, block',
    ],
    [
      'half a finding',
      [{ name: 'a', findings: { high: { block: 1.5 } } }],
      'gates[0].findings.high.block: must be a whole number',
    ],
    [
      'none at all',
      [{ name: 'a', findings: { high: { block: 0 } } }],
      'gates[0].findings.high.block: must be a number from 1 to 1000000',
    ],
    [
      'no scope',
      [{ name: 'a', findings: { scopes: [] } }],
      'gates[0].findings.scopes: is empty',
    ],
    [
      'a score without its measure',
      [{ name: 'a', findings: { epss: { atLeast: 1, outcome: 'warn' } } }],
      'gates[0].findings.epss.measure: must be one of probability, percentile',
    ],
    [
      'an ecosystem that does not exist',
      [{ name: 'a', packages: { deny: [{ ecosystem: 'madeup' }] } }],
      'gates[0].packages.deny[0].ecosystem: is no ecosystem of OSV',
    ],
    [
      'versions without an ecosystem',
      [{ name: 'a', packages: { deny: [{ name: 'x', versions: '<1' }] } }],
      'gates[0].packages.deny[0].versions: needs an ecosystem',
    ],
    [
      'a flag that is a word',
      [{ name: 'a', warnOnly: 'yes' }],
      'gates[0].warnOnly: must be true or false',
    ],
    [
      'a name twice',
      [{ name: 'a', services: { tags: ['x'] } }, { name: 'a' }],
      'gates[1].name: is there twice',
    ],
    [
      'one that hides another',
      [{ name: 'a' }, { name: 'b', services: { tags: ['x'] } }],
      'gates[0]: is for every service',
    ],
  ])('refuses %s, with the path', (_, json, message) => {
    const read = () => readGatePolicies(json, 'gates');
    expect(read).toThrow(DefinitionError);
    expect(read).toThrow(message);
  });
});

describe('gatePolicyFor', () => {
  it('gives the first that is for the service', () => {
    const policies = readGatePolicies(
      [
        {
          name: 'payments',
          services: { systems: ['payments'], tags: ['pci'] },
        },
        { name: 'experiments', services: { lifecycles: ['experimental'] } },
      ],
      'gates',
    );
    const of = (change: object) =>
      gatePolicyFor(policies, { tags: [], owners: [], ...change }).name;
    expect(of({ system: 'payments', tags: ['PCI'] })).toBe('payments');
    expect(of({ system: 'payments', lifecycle: 'experimental' })).toBe(
      'experiments',
    );
    expect(of({})).toBe('default');
  });

  it('takes ecosystems in any case, as OSV spells them', () => {
    const named = ['NPM', 'pypi', 'crates.IO', 'debian:12'];
    const [{ packages }] = readGatePolicies(
      [
        {
          name: 'a',
          packages: { deny: named.map(ecosystem => ({ ecosystem })) },
        },
      ],
      'gates',
    );
    expect(packages.deny.map(({ ecosystem }) => ecosystem)).toEqual([
      'npm',
      'PyPI',
      'crates.io',
      'Debian:12',
    ]);
  });
});
