import { fitsPackage, readPackageMatch } from '../packages/packageMatch';
import fc from 'fast-check';
import { DefinitionError } from '../definitions/fields';
import { decideByRules, type TriageFacts } from './decideByRules';
import { readTriageRules } from './triageRule';

const NOW = new Date('2026-06-01T00:00:00Z');

const facts = (changes: Partial<TriageFacts> = {}): TriageFacts => ({
  package: { ecosystem: 'npm', name: '@shop/left-pad', version: '1.3.0' },
  vulnerability: ['CVE-2026-1000', 'GHSA-aaaa-bbbb-cccc'],
  severity: 'high',
  epss: { probability: 0.02, percentile: 0.8 },
  knownExploited: false,
  fixable: true,
  scope: 'development',
  direct: false,
  pathsThrough: fits => {
    const paths = [['webpack'], ['webpack', 'terser'], ['jest']];
    const through = paths.filter(path =>
      path.some(name => fits({ ecosystem: 'npm', name, version: '5.0.0' })),
    ).length;
    if (through === 0) return 'none';
    return through === paths.length ? 'every' : 'some';
  },
  service: {
    ref: 'component:default/checkout',
    owners: ['group:default/payments'],
    system: 'system:default/shop',
    lifecycle: 'production',
    tags: ['pci'],
  },
  ...changes,
});

const accept = {
  state: 'exploitable',
  responses: ['will_not_fix'],
  detail: 'Accepted.',
};

const rule = (match: object, changes: object = {}) => ({
  id: 'one',
  match,
  analysis: accept,
  ...changes,
});

const applies = (match: object, to = facts(), changes: object = {}) =>
  decideByRules(readTriageRules([rule(match, changes)], 'rules'), to, NOW)
    .applied !== undefined;

describe('a package URL in a rule', () => {
  const debian = {
    ecosystem: 'Debian:12',
    name: 'openssl',
    version: '3.0.11-1~deb12u2',
  };
  const maven = {
    ecosystem: 'Maven',
    name: 'org.acme:thing',
    version: '1.0.0',
  };
  it.each([
    ['pkg:maven/org.acme/thing', maven, true],
    ['pkg:maven/org.acme/thing@1.0', maven, true],
    ['pkg:maven/org.acme/thing@1.1', maven, false],
    ['pkg:maven/org.acme/other', maven, false],
    ['pkg:deb/debian/openssl', debian, true],
    ['pkg:deb/debian/openssl?distro=debian-12', debian, true],
    ['pkg:deb/debian/openssl?distro=debian-11', debian, false],
    [
      'pkg:pypi/Some.Name',
      { ...maven, ecosystem: 'PyPI', name: 'some-name' },
      true,
    ],
    ['pkg:npm/thing', { name: 'thing', version: '1' }, false],
  ])('%s and %j: %p', (purl, of, expected) => {
    expect(fitsPackage(readPackageMatch({ purl }, 'match'), of)).toBe(expected);
  });
});

describe('a triage rule', () => {
  it.each([
    [{ packages: [{ ecosystem: 'npm', name: '@shop/left-pad' }] }, true],
    [{ packages: [{ purl: 'pkg:npm/%40shop/left-pad' }] }, true],
    [{ packages: [{ purl: 'pkg:npm/%40shop/left-pad@9.9.9' }] }, false],
    [{ packages: [{ purl: 'pkg:npm/left-pad' }] }, false],
    [{ packages: [{ purl: 'pkg:pypi/left-pad' }] }, false],
    [
      {
        packages: [{ purl: 'pkg:npm/%40shop/left-pad', versions: '^1.2.0' }],
      },
      true,
    ],
    [
      {
        packages: [{ purl: 'pkg:npm/%40shop/left-pad', versions: '<1.3.0' }],
      },
      false,
    ],
    [{ packages: [{ name: '@SHOP/*' }] }, true],
    [{ packages: [{ name: '*pad*left*' }] }, false],
    [{ packages: [{ name: 'left-pad' }] }, false],
    [{ packages: [{ ecosystem: 'PyPI' }] }, false],
    [{ packages: [{ name: 'x' }, { ecosystem: 'npm' }] }, true],
    [{ packages: [{ ecosystem: 'npm', versions: '^1.2.0' }] }, true],
    [{ packages: [{ ecosystem: 'npm', versions: '<1.3.0' }] }, false],
    [{ vulnerabilities: ['ghsa-aaaa-bbbb-cccc'] }, true],
    [{ vulnerabilities: ['CVE-2026-1001'] }, false],
    [{ severities: ['low', 'high'] }, true],
    [{ severities: ['unknown'] }, false],
    [{ epss: { measure: 'probability', atMost: 0.05 } }, true],
    [{ epss: { measure: 'percentile', atMost: 0.05 } }, false],
    [{ epss: { measure: 'percentile', atLeast: 0.8, atMost: 0.9 } }, true],
    [{ knownExploited: false }, true],
    [{ knownExploited: true }, false],
    [{ fixable: true }, true],
    [{ scopes: ['development'] }, true],
    [{ scopes: ['runtime'] }, false],
    [{ direct: false }, true],
    [{ direct: true }, false],
    [{ path: { some: { name: 'jest' } } }, true],
    [{ path: { every: { name: 'jest' } } }, false],
    [{ path: { every: { ecosystem: 'npm' } } }, true],
    [{ path: { some: { name: 'rollup' } } }, false],
    [{ services: ['component:default/check*'] }, true],
    [{ services: ['component:default/check'] }, false],
    [{ owners: ['group:default/Payments'] }, true],
    [{ systems: ['system:default/other'] }, false],
    [{ lifecycles: ['production'] }, true],
    [{ tags: ['pci'] }, true],
    // All that is given must fit.
    [{ tags: ['pci'], scopes: ['runtime'] }, false],
  ])('%j fits: %s', (match, expected) => {
    expect(applies(match)).toBe(expected);
  });

  it('does not take what is not known for what it asks for', () => {
    const unknown = facts({ epss: undefined, direct: undefined });
    for (const match of [
      { epss: { measure: 'probability', atMost: 1 } },
      { direct: true },
      { direct: false },
    ]) {
      expect(applies(match, unknown)).toBe(false);
    }
  });

  it.each([
    [{ validFrom: '2026-06-01T00:00:00Z' }, true],
    [{ validFrom: '2026-06-02' }, false],
    [{ validUntil: '2026-06-01' }, false],
    [{ validUntil: '2026-06-01T02:00:00+01:00' }, true],
  ])('is in force by %j: %s', (changes, expected) => {
    expect(applies({ fixable: true }, facts(), changes)).toBe(expected);
  });

  it('of the highest priority decides, the first of several; one that logs stops none', () => {
    const rules = readTriageRules(
      [
        rule({ fixable: true }, { id: 'low', priority: 1 }),
        rule({ fixable: true }, { id: 'first', priority: 50 }),
        rule({ fixable: true }, { id: 'second', priority: 50 }),
        rule({ fixable: true }, { id: 'quiet', priority: 99, mode: 'log' }),
        rule({ fixable: false }, { id: 'other', priority: 100 }),
      ],
      'rules',
    );
    const { applied, logged } = decideByRules(rules, facts(), NOW);
    expect(applied?.id).toBe('first');
    expect(logged.map(({ id }) => id)).toEqual(['quiet']);
  });

  it.each([
    [{ match: {} }, 'rules[0].match: is empty'],
    [{ match: { packages: [] } }, 'rules[0].match.packages: is empty'],
    [{ match: { packages: [{}] } }, 'rules[0].match.packages[0]: must have'],
    [
      { match: { packages: [{ purl: 'left-pad' }] } },
      'rules[0].match.packages[0].purl: is no package URL',
    ],
    [
      { match: { packages: [{ purl: 'pkg:generic/left-pad' }] } },
      'rules[0].match.packages[0].purl: is of no ecosystem',
    ],
    [
      { match: { packages: [{ purl: 'pkg:npm/a?arch=x' }] } },
      'rules[0].match.packages[0].purl: has the qualifier arch',
    ],
    [
      { match: { packages: [{ purl: 'pkg:npm/a#src' }] } },
      'rules[0].match.packages[0].purl: has a subpath',
    ],
    [
      { match: { packages: [{ purl: 'pkg:npm/a', name: 'a' }] } },
      'rules[0].match.packages[0].name: is what the purl',
    ],
    [
      { match: { packages: [{ purl: 'pkg:npm/a@1.0.0', versions: '1' }] } },
      'rules[0].match.packages[0].versions: is what the purl',
    ],
    [
      { match: { packages: [{ name: '*' }] } },
      'rules[0].match.packages[0].name: is about every',
    ],
    [
      { match: { packages: [{ name: 'a', versions: '1' }] } },
      'rules[0].match.packages[0].versions: needs an ecosystem',
    ],
    [
      { match: { packages: [{ ecosystem: 'npm', versions: '=>1' }] } },
      "rules[0].match.packages[0].versions: '=>1' is not",
    ],
    [
      { match: { severity: ['high'] } },
      'rules[0].match.severity: is not known',
    ],
    [
      { match: { severities: ['High'] } },
      'rules[0].match.severities[0]: must be one of',
    ],
    [
      { match: { epss: { atLeast: 0.1 } } },
      'rules[0].match.epss.measure: must be one of',
    ],
    [
      { match: { epss: { measure: 'percentile' } } },
      'rules[0].match.epss: must have',
    ],
    [
      { match: { epss: { measure: 'percentile', atLeast: 90 } } },
      'rules[0].match.epss.atLeast: must be a number',
    ],
    [
      { match: { path: { some: { name: 'a' }, every: { name: 'b' } } } },
      'rules[0].match.path: must have one',
    ],
    [
      { match: { direct: 'yes' } },
      'rules[0].match.direct: must be true or false',
    ],
    [{ priority: 101 }, 'rules[0].priority: must be a number'],
    [{ mode: 'off' }, 'rules[0].mode: must be one of'],
    [{ validFrom: '2026-02-30' }, 'rules[0].validFrom: must be a day'],
    [
      { validFrom: '2026-02-02', validUntil: '2026-02-01' },
      'rules[0].validUntil: is not after',
    ],
    [
      { analysis: { ...accept, state: 'ignored' } },
      'rules[0].analysis.state: must be one of',
    ],
    [
      { analysis: { ...accept, justification: 'code_not_present' } },
      'rules[0].analysis.justification: says why',
    ],
    [
      { analysis: { state: 'in_triage' } },
      'rules[0].analysis.detail: must be a text',
    ],
    [{ id: 'Not This' }, 'rules[0].id: must be'],
  ])('%j is refused: %s', (changes, message) => {
    const read = () =>
      readTriageRules([rule({ fixable: true }, changes)], 'rules');
    expect(read).toThrow(DefinitionError);
    expect(read).toThrow(message);
  });

  it('that has the id of another is refused', () => {
    const twice = [rule({ fixable: true }), rule({ fixable: false })];
    expect(() => readTriageRules(twice, 'rules')).toThrow(
      'rules[1].id: is there twice',
    );
  });

  it('fits names as a regular expression would', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', 'b', '-'),
      maxLength: 8,
    });
    const pattern = fc
      .array(fc.constantFrom('a', 'b', '-', '*'), {
        minLength: 1,
        maxLength: 6,
      })
      .map(parts => parts.join(''))
      .filter(parts => /[^*]/.test(parts) && parts.trim() !== '');
    fc.assert(
      fc.property(pattern, text, (name, asked) => {
        const expected = new RegExp(`^${name.replace(/\*/g, '.*')}$`).test(
          asked,
        );
        const of = facts({ package: { name: asked, version: '1' } });
        expect(applies({ packages: [{ name }] }, of)).toBe(expected);
      }),
    );
  });
});
