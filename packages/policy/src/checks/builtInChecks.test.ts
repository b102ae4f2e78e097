import { goodFacts, noFacts, NOW } from '../__testUtils__/sampleFacts';
import { builtInChecks } from './builtInChecks';
import { checkCategories, defineCheck } from './check';
import { frameworks } from './controls';
import { runCheck } from './runCheck';

describe('built-in checks', () => {
  it('have ids of their own', () => {
    const ids = builtInChecks.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[a-z\d]+(-[a-z\d]+)*$/);
  });

  it.each(builtInChecks.map(check => [check.id, check] as const))(
    '%s says what a reader must know',
    (_id, check) => {
      expect(check.title).not.toBe('');
      expect(check.advice).toMatch(/\.$/);
      expect(checkCategories).toContain(check.category);
      expect(check.weight).toBeGreaterThanOrEqual(1);
      expect(check.weight).toBeLessThanOrEqual(10);
      expect(check.controls.length).toBeGreaterThan(0);
      for (const { framework } of check.controls) {
        expect(Object.keys(frameworks)).toContain(framework);
      }
      for (const option of Object.values(check.options)) {
        expect(option.default).toBeGreaterThanOrEqual(option.minimum);
        expect(option.default).toBeLessThanOrEqual(option.maximum);
      }
    },
  );

  it('serve each framework', () => {
    const served = new Set(
      builtInChecks.flatMap(check =>
        check.controls.map(({ framework }) => framework),
      ),
    );
    expect([...served].sort()).toEqual(Object.keys(frameworks).sort());
  });

  it.each(builtInChecks.map(check => [check.id, check] as const))(
    '%s is unknown where nothing was gathered',
    (_id, check) => {
      const result = runCheck(check, noFacts(), { now: NOW });
      expect(result.answer).toBe('unknown');
      expect(result.reason).not.toMatch(/broke/);
    },
  );

  it('find no fault with a service that has none', () => {
    const results = builtInChecks.map(
      check =>
        [check.id, runCheck(check, goodFacts(), { now: NOW }).answer] as const,
    );
    const faults = results.filter(
      ([, answer]) => answer === 'fail' || answer === 'warn',
    );
    expect(faults).toEqual([]);
    const open = results.filter(([, answer]) => answer === 'unknown');
    expect(open.map(([id]) => id)).toEqual([
      'openssf-maintained',
      'openssf-signed-releases',
      'openssf-ci-tests',
      'openssf-cii-best-practices',
      'openssf-contributors',
    ]);
  });
});

describe('runCheck', () => {
  const broken = defineCheck({
    id: 'broken',
    title: 'Broken',
    category: 'source',
    weight: 1,
    controls: [],
    advice: 'None.',
    work: 'setting',
    options: {
      days: { description: 'Days', default: 4, minimum: 1, maximum: 9 },
    },
    run(_facts, { options }) {
      throw new Error(`days ${options.days} ${'x'.repeat(5000)}`);
    },
  });

  it('answers unknown with the error of a check that throws', () => {
    const result = runCheck(broken, noFacts(), { now: NOW });
    expect(result.answer).toBe('unknown');
    expect(result.reason).toMatch(/broke: days 4 x/);
    expect(result.reason.length).toBeLessThan(400);
  });

  it('gives options their set value or their default, and no others', () => {
    const options = JSON.parse('{"days": 7, "__proto__": {"days": 1}}');
    const result = runCheck(broken, noFacts(), { now: NOW, options });
    expect(result.reason).toMatch(/days 7/);
  });
});
