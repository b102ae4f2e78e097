import {
  judgeProvenance,
  type Provenance,
  type ProvenanceUse,
  readProvenancePolicy,
} from '../index';

const IDENTITY =
  'https://github.com/acme/lib/.github/workflows/release.yml@refs/tags/v1';
const GITHUB = 'https://token.actions.githubusercontent.com';
const verified: Provenance = {
  outcome: 'verified',
  reason: 'Attested',
  attestations: [
    { kind: 'publish', outcome: 'verified', key: 'npm registry' },
    {
      kind: 'build',
      outcome: 'verified',
      identity: IDENTITY,
      issuer: GITHUB,
      sourceRepository: 'https://github.com/acme/lib',
      level: 2,
    },
  ],
};
const outcome = (of: Provenance['outcome']): Provenance => ({
  outcome: of,
  reason: 'Because.',
  attestations: [],
});
const use: ProvenanceUse = {
  purl: 'pkg:npm/%40acme/lib@1.0.0',
  service: 'component:default/shop',
  direct: true,
};

const judge = (rules: object[], provenance: Provenance, of = use) =>
  judgeProvenance(readProvenancePolicy(rules, 'rules'), of, provenance);

describe('a policy of provenance', () => {
  it('lets be what is not signed, and nothing that fails, without rules', () => {
    expect(judge([], outcome('not-signed'))).toBeUndefined();
    expect(judge([], outcome('unchecked'))).toBeUndefined();
    expect(judge([], verified)).toBeUndefined();
    expect(judge([], outcome('failed'))).toEqual({
      kind: 'failed',
      message: 'Because.',
    });
  });

  it.each(['not-signed', 'unchecked', 'failed'] as const)(
    'tells %s apart where it asks for more',
    of => {
      const rules = [{ packages: 'pkg:npm/@acme/*' }];
      expect(judge(rules, outcome(of))?.kind).toBe(of);
    },
  );

  it('is that of the first rule that fits', () => {
    const rules = [
      { packages: ['pkg:npm/@acme/lib'], require: 'nothing' },
      { services: ['component:default/*'], packages: 'pkg:npm/*' },
    ];
    expect(judge(rules, outcome('failed'))).toBeUndefined();
    const other = { ...use, purl: 'pkg:npm/x@1.0.0' };
    expect(judge(rules, outcome('not-signed'), other)?.kind).toBe('not-signed');
    const elsewhere = { ...other, service: 'component:other/shop' };
    expect(judge(rules, outcome('not-signed'), elsewhere)).toBeUndefined();
  });

  it('may be about what services ask for themselves', () => {
    const rules = [{ direct: true }];
    const judged = (direct: boolean | undefined) =>
      judge(rules, outcome('not-signed'), { ...use, direct })?.kind;
    expect([true, false, undefined].map(judged)).toEqual([
      'not-signed',
      undefined,
      'not-signed',
    ]);
  });

  it.each<[object, string | undefined]>([
    [{ issuer: GITHUB }, undefined],
    [{ issuer: ['https://gitlab.com', GITHUB] }, undefined],
    [{ issuer: 'https://gitlab.com' }, 'Its issuer is'],
    [{ identity: 'https://github.com/acme/*' }, undefined],
    [{ identity: 'https://github.com/other/*' }, 'Its identity is'],
    [{ sourceRepository: 'https://github.com/acme/lib' }, undefined],
    [{ sourceRepository: 'https://github.com/acme' }, 'source repository'],
    [{ builder: '*' }, 'Its builder is not known'],
    [{ level: 2 }, undefined],
    [{ level: 3 }, 'SLSA build level 3 is asked for, and'],
    [{ key: 'npm registry' }, undefined],
    // Not of two attestations together.
    [{ key: 'npm registry', issuer: GITHUB }, 'Its'],
  ])('asks who signed: %j', (rule, message) => {
    const breach = judge([rule], verified);
    expect(breach?.kind).toBe(message && 'unexpected');
    expect(breach?.message ?? '').toContain(message ?? '');
  });

  it.each<[unknown, RegExp]>([
    [{}, /^rules must be a list/],
    [['x'], /^rules\[0\] must be a rule/],
    [[{}, { package: 'x' }], /^rules\[1\]\.package is not known/],
    [[{ require: 'signed' }], /^rules\[0\]\.require must be one of/],
    [[{ level: 4 }], /^rules\[0\]\.level/],
    [[{ direct: 'yes' }], /^rules\[0\]\.direct/],
    [[{ packages: [] }], /^rules\[0\]\.packages/],
    [[{ packages: [7] }], /^rules\[0\]\.packages/],
    [[{ issuer: 'x', require: 'not-failed' }], /^rules\[0\]\.require/],
  ])('is refused with the path of what is wrong: %j', (rules, message) => {
    expect(() => readProvenancePolicy(rules, 'rules')).toThrow(message);
  });

  it('has a digest of its rules', () => {
    const digest = (rules: object[]) =>
      readProvenancePolicy(rules, 'rules').digest;
    expect(digest([{ level: 2 }])).toBe(digest([{ level: 2 }]));
    expect(digest([{ level: 2 }])).not.toBe(digest([{ level: 3 }]));
  });

  it('says whether anything is asked of who signed', () => {
    const asks = (rules: object[]) =>
      readProvenancePolicy(rules, 'rules').asksOrigin;
    expect(asks([{ packages: 'pkg:npm/*' }, { require: 'nothing' }])).toBe(
      false,
    );
    expect(asks([{}, { level: 1 }])).toBe(true);
    expect(asks([{ identity: '*' }])).toBe(true);
  });

  it('asks it of each file of a release', () => {
    const of = (owner: string, ...files: string[]) => ({
      ...verified.attestations[1],
      sourceRepository: `https://github.com/${owner}/lib`,
      files,
    });
    const rules = [{ sourceRepository: 'https://github.com/acme/*' }];
    const release = (...attestations: Provenance['attestations']) =>
      judge(rules, { ...verified, attestations });
    expect(release(of('acme', 'a.whl', 'a.tar.gz'))).toBeUndefined();
    expect(
      release(of('acme', 'a.whl'), of('mallory', 'a.whl')),
    ).toBeUndefined();
    expect(release(of('acme', 'a.whl'), of('mallory', 'a.tar.gz'))).toEqual({
      kind: 'unexpected',
      message: expect.stringContaining(
        'a.tar.gz: Its source repository is https://github.com/mallory/lib',
      ),
    });
  });
});
