import { resolvePackagePath } from '@backstage/backend-plugin-api';
import type { ServiceFacts } from '@safety-curtain/policy';
import { CheckPool } from './CheckPool';

const facts: ServiceFacts = {
  entity: {
    ref: 'component:default/shop',
    kind: 'component',
    tags: ['web'],
    owners: [],
  },
  sbom: { present: true, components: 3, partial: false },
};
const now = new Date('2026-03-01T12:00:00Z');
const signal = new AbortController().signal;
const rule = {
  id: 'tagged',
  title: 'Tagged',
  category: 'source',
  advice: 'Add the tag.',
  rule: { fact: 'entity.tags', op: 'contains', value: 'web' },
};
const set = {
  version: '1',
  rules: new Map([['own', new Map([['tagged', rule]])]]),
};
const asked = (id: string, scorecard = 'any') => ({
  scorecard,
  id,
  options: {},
});

let pool: CheckPool;
afterEach(() => pool.close());

describe('CheckPool', () => {
  it('answers built-in checks and rules, in the order they were asked', async () => {
    pool = new CheckPool({ timeoutMs: 20_000 });
    const results = await pool.ask(
      facts,
      set,
      [asked('sbom-present'), asked('tagged', 'own'), asked('tagged')],
      now,
      signal,
    );
    expect(results).toMatchObject([
      { answer: 'pass', reason: 'An SBOM lists 3 components.' },
      { answer: 'pass', reason: 'The rule holds.' },
      { answer: 'unknown', reason: "There is no check 'tagged'." },
    ]);
    const changed = {
      version: '2',
      rules: new Map([
        [
          'own',
          new Map([
            ['tagged', { ...rule, rule: { ...rule.rule, value: 'mobile' } }],
          ]),
        ],
      ]),
    };
    const [after] = await pool.ask(
      facts,
      changed,
      [asked('tagged', 'own')],
      now,
      signal,
    );
    expect(after.answer).toBe('fail');
  });

  it('calls a check unknown that takes too long or breaks its process, and answers the others', async () => {
    pool = new CheckPool({
      timeoutMs: 3000,
      worker: resolvePackagePath(
        '@safety-curtain/plugin-supply-chain-backend',
        'src/__testUtils__/brokenChecks.cjs',
      ),
    });
    const results = await pool.ask(
      facts,
      set,
      [asked('endless'), asked('sbom-present'), asked('crash')],
      now,
      signal,
    );
    expect(results).toMatchObject([
      {
        answer: 'unknown',
        reason: 'The check was not answered. It took longer than 3 seconds.',
      },
      { answer: 'pass' },
      {
        answer: 'unknown',
        reason: 'The check was not answered. Its process crashed (SIGABRT).',
      },
    ]);
  });

  it('stops where it is told to', async () => {
    pool = new CheckPool({ timeoutMs: 20_000 });
    const stopped = AbortSignal.abort(new Error('Shutting down'));
    await expect(
      pool.ask(facts, set, [asked('sbom-present')], now, stopped),
    ).rejects.toThrow('Shutting down');
  });
});
