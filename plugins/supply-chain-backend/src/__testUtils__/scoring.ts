import { mockServices } from '@backstage/backend-test-utils';
import type { ScorecardCheck } from '@safety-curtain/plugin-supply-chain-node';
import {
  type AlertThresholds,
  defaultAlertThresholds,
  type GatePolicy,
  pass,
} from '@safety-curtain/policy';
import type { Knex } from 'knex';
import { GateOutcomes } from '../flows/gate/GateOutcomes';
import { Gates } from '../flows/gate/Gates';
import { AlertLevels } from '../flows/score/AlertLevels';
import { CheckPool } from '../flows/score/CheckPool';
import { Scorer } from '../flows/score/Scorer';
import { checkDecision } from '../records/decisions/decisionRules';
import { createDecision } from '../records/decisions/decisionStore';
import { Archive } from '../records/documents/Archive';
import { answerOf } from '../records/results/answers';
import { createScorecardSet } from '../records/results/options';
import { queueCovered } from '../records/scoring/queueCovered';
import {
  addTargets,
  catalogTarget,
  lockFile,
  npm,
  storeScanOf,
} from './organization';
import { addCurrentData } from './vulnerabilityData';

const pool = new CheckPool({ timeoutMs: 20_000 });
afterAll(() => pool.close());

const added: ScorecardCheck[] = ['steady', 'broken', 'slow'].map(id => ({
  id,
  title: id,
  category: 'source',
  weight: 1,
  controls: [],
  advice: 'None.',
  work: 'setting',
  options: {},
  async run(_facts, { signal: limit }) {
    if (id === 'broken') throw new Error('Its system is away');
    if (id === 'slow') {
      await new Promise((_, reject) => {
        limit.addEventListener('abort', () => reject(limit.reason));
      });
    }
    return pass('It is.');
  },
}));

/** A scorecard with checks of each kind: built in, added, and a rule. */
export const document = {
  name: 'web',
  title: 'Web services',
  filter: { types: ['service'] },
  checks: [
    'sbom-present',
    'findings-within-service-level',
    'no-known-exploited',
    'steady',
    'broken',
    'slow',
    {
      id: 'small',
      title: 'Few components',
      category: 'dependencies',
      advice: 'Remove some.',
      rule: { fact: 'components.total', op: 'lt', value: 3 },
    },
  ],
  levels: [
    { name: 'bronze', checks: ['sbom-present'] },
    { name: 'silver', checks: ['small', 'no-known-exploited'] },
  ],
};

const noFilter = { kinds: [], types: [], lifecycles: [], tags: [], owners: [] };

/** A replica that scores by some scorecards, with checks that break and that take too long. */
export function scorerOf(
  knex: Knex,
  documents: unknown[] = [document],
  thresholds: AlertThresholds = defaultAlertThresholds,
  policies: GatePolicy[] = [],
) {
  return new Scorer({
    knex,
    inStep: [
      new AlertLevels({ knex, thresholds }),
      new GateOutcomes({
        knex,
        gates: new Gates({ knex, gates: { policies, alerts: thresholds } }),
        policies,
      }),
    ],
    archive: new Archive({ knex, stores: [], writeTo: 'database' }),
    logger: mockServices.logger.mock(),
    set: createScorecardSet(
      { builtIn: [], documents, critical: [{ ...noFilter, tags: ['vital'] }] },
      added,
    ),
    pool,
    added,
    checkTimeoutMs: 200,
    refreshMs: 3_600_000,
    everyHours: 24,
  });
}

/** The answers that are stored, by check. */
export async function answers(knex: Knex) {
  const rows = await knex('scorecard_result_checks').orderBy('position');
  return Object.fromEntries(
    rows.map(row => [row.check_id, answerOf(row.answer)]),
  );
}

/** The history of one check, or of the level where its name is empty. */
export function periods(knex: Knex, checkId: string) {
  return knex('scorecard_periods')
    .where('check_id', checkId)
    .orderBy('id')
    .select('value', 'until');
}

/** A service with one component, and advisory data of today. */
export async function addShop(knex: Knex) {
  await addCurrentData(knex);
  await addTargets(knex, catalogTarget('shop', { type: 'service' }));
  await storeScanOf(knex, 'component:default/shop', [
    lockFile('package-lock.json', npm('a', '1.0.0')),
  ]);
}

/** Exempts the shop from a check. */
export function exempt(knex: Knex, check: string, endsAt: Date) {
  const wanted = {
    subject: 'check-exemption' as const,
    scope: { kind: 'entity' as const, ref: 'component:default/shop' },
    about: { check },
    reason: 'Replaced in March',
    endsAt: endsAt.toISOString(),
  };
  const now = new Date();
  const checked = checkDecision(
    wanted,
    { secondPerson: false, longestExceptionMs: 86_400_000 },
    now,
  );
  return knex.transaction(trx =>
    createDecision(
      trx,
      checked,
      { author: 'user:default/ann', approver: 'user:default/bob' },
      { 'check-exemption': queueCovered },
      now,
    ),
  );
}
