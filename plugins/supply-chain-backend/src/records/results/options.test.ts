import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import { builtInScorecards } from '@safety-curtain/policy';
import { createScorecardSet, readScorecardOptions } from './options';

const own = {
  name: 'web',
  title: 'Web services',
  checks: ['sbom-present'],
  levels: [{ name: 'bronze', checks: ['sbom-present'] }],
};

function read(scorecards: JsonObject | undefined) {
  return readScorecardOptions(
    new ConfigReader(scorecards === undefined ? {} : { scorecards }),
  );
}

const setOf = (scorecards: JsonObject | undefined) =>
  createScorecardSet(read(scorecards), []);

describe('the scorecards in force', () => {
  it('are the built-in ones where nothing is said', () => {
    expect(setOf(undefined).scorecards.map(({ name }) => name)).toEqual(
      builtInScorecards.map(({ name }) => name),
    );
    expect(readScorecardOptions(undefined)).toMatchObject({
      refreshMs: 6 * 60 * 60 * 1000,
      checkTimeoutMs: 5000,
    });
  });

  it('are those that are named, and one’s own, which may take a place', () => {
    const { scorecards } = setOf({
      builtIn: ['supply-chain'],
      definitions: [own, { ...own, name: 'supply-chain', title: 'Ours' }],
    });
    expect(scorecards.map(({ title }) => title)).toEqual([
      'Web services',
      'Ours',
    ]);
  });

  it('know what is critical by tags where nothing is said', () => {
    const entity = (tags: string[]) => ({
      ref: 'component:default/shop',
      kind: 'component',
      lifecycle: 'production',
      tags,
      owners: [],
    });
    expect(setOf(undefined).isCritical(entity(['tier-1']))).toBe(true);
    expect(setOf(undefined).isCritical(entity(['web']))).toBe(false);
    const set = setOf({ critical: [{ lifecycles: ['production'] }] });
    expect(set.isCritical(entity([]))).toBe(true);
  });

  it('have another version when anything of them changes, rules too', () => {
    const rule = (value: number) => ({
      ...own,
      checks: [
        'sbom-present',
        {
          id: 'few',
          title: 'Few',
          category: 'dependencies',
          advice: 'Remove some.',
          rule: { fact: 'components.total', op: 'lt', value },
        },
      ],
    });
    const versions = [
      { definitions: [rule(1)] },
      { definitions: [rule(2)] },
      { definitions: [rule(1)], critical: [] },
      { definitions: [rule(1)], builtIn: false },
    ].map(scorecards => setOf(scorecards).version);
    expect(new Set(versions).size).toBe(4);
    expect(setOf({ definitions: [rule(1)] }).version).toBe(versions[0]);
  });

  it.each<[JsonObject, string]>([
    [{ definitions: 'all' }, 'supplyChain.scorecards.definitions must be'],
    [
      { definitions: [own, { ...own, checks: ['sbom-preset'] }] },
      'supplyChain.scorecards.definitions[1].checks[0]: is no known check',
    ],
    [
      { definitions: [{ ...own, levels: [{ name: 'a', checks: ['b'] }] }] },
      'definitions[0].levels[0].checks[0]',
    ],
    [
      { definitions: [{ ...own, level: [] }] },
      'supplyChain.scorecards.definitions[0].level: is not known here',
    ],
    [{ definitions: [own, own] }, "has the name 'web' twice"],
    [{ builtIn: ['gold'] }, "supplyChain.scorecards.builtIn names 'gold'"],
    [{ critical: {} }, 'supplyChain.scorecards.critical must be a list'],
    [{ critical: [{ tag: 'a' }] }, 'supplyChain.scorecards.critical[0].tag'],
    [{ openSsf: { file: '../result.json' } }, 'openSsf.file must be a path'],
    [{ openSsf: { url: 'ftp://a/{path}' } }, 'openSsf.url is not an http(s)'],
    [{ openSsf: { url: 'https://a.example' } }, 'must hold {path}'],
    [{ refresh: { hours: 0 } }, 'supplyChain.scorecards.refresh'],
  ])('refuse %j with the path and the reason', (scorecards, message) => {
    expect(() => setOf(scorecards)).toThrow(message);
  });

  it('refuse two checks of one id', () => {
    const { checks } = builtInScorecards[0];
    expect(() => createScorecardSet(read({}), [checks[0].check])).toThrow(
      "There are two checks with the id 'scanned-recently'",
    );
  });

  it('know which scorecard asks which check', () => {
    const set = setOf({ definitions: [own], builtIn: false });
    expect(() => set.requireCheck('sbom-present', null)).not.toThrow();
    expect(() => set.requireCheck('sbom-present', 'web')).not.toThrow();
    expect(() => set.requireCheck('sbom-quality', 'web')).toThrow(
      "The scorecard 'web' does not ask the check 'sbom-quality'",
    );
    expect(() => set.requireCheck('sbom-quality', null)).toThrow(
      "No scorecard asks the check 'sbom-quality'",
    );
    expect(() => set.requireCheck('sbom-present', 'gold')).toThrow(
      "There is no scorecard 'gold'",
    );
  });
});
