import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import type { FindingDecisionRequest } from '@safety-curtain/plugin-supply-chain-common';
import fc from 'fast-check';
import type { Knex } from 'knex';
import { createDatabase, databaseIds } from '../../__testUtils__/databases';
import {
  addTargets,
  advisory,
  catalogTarget,
  lockFile,
  npm,
  storeScanOf,
} from '../../__testUtils__/organization';
import { triage } from '../../__testUtils__/triage';
import { inTransaction } from '../../database/transactions';
import { moveDecision } from '../../records/decisions/decisionStore';
import { retriageDecided } from '../../records/findings/retriage';
import { storeAdvisories } from '../advise/storeAdvisories';
import { decideFindings } from './decideFindings';

type Analysis = FindingDecisionRequest['analysis'];

/** What may happen to findings and decisions, one after another. */
type Step =
  | {
      kind: 'decide';
      about: number;
      everywhere: boolean;
      analysis: Analysis;
      endsWhen?: 'fix' | 'version-moves';
      proposed: boolean;
    }
  | { kind: 'move'; decision: number; step: 'approve' | 'reject' | 'revoke' }
  | { kind: 'scan'; service: 'shop' | 'pay'; version: string; more: boolean }
  | { kind: 'names'; joined: boolean }
  | { kind: 'look' };

const steps: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constant('decide' as const),
    about: fc.nat(9),
    everywhere: fc.boolean(),
    analysis: fc.constantFrom<Analysis>(
      { state: 'not_affected', justification: 'code_not_reachable' },
      { state: 'not_affected', justification: 'protected_at_perimeter' },
      { state: 'exploitable', responses: ['will_not_fix'] },
      { state: 'in_triage' },
    ),
    endsWhen: fc.constantFrom(undefined, 'fix', 'version-moves'),
    proposed: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('move' as const),
    decision: fc.nat(9),
    step: fc.constantFrom('approve', 'reject', 'revoke'),
  }),
  fc.record({
    kind: fc.constant('scan' as const),
    service: fc.constantFrom('shop', 'pay'),
    version: fc.constantFrom('4.17.0', '4.17.5', '4.17.21'),
    more: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('names' as const), joined: fc.boolean() }),
  fc.constant({ kind: 'look' as const }),
);

const effects = {
  'vulnerability-analysis': (
    trx: Knex.Transaction,
    row: { id: number | string },
  ) => retriageDecided(trx, [row]),
};

/** Whoever is told that something cannot be, is gone or was decided meanwhile does nothing. */
async function unlessRefused(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const kinds = [ConflictError, InputError, NotFoundError];
    if (!kinds.some(kind => error instanceof kind)) throw error;
  }
}

async function scan(knex: Knex, name: string, version: string, more: boolean) {
  await storeScanOf(knex, `component:default/${name}`, [
    lockFile(
      'package-lock.json',
      npm('lodash', version),
      ...(more ? [npm('minimist', '1.0.0')] : []),
    ),
  ]);
}

async function begin(knex: Knex) {
  await addTargets(knex, catalogTarget('shop'), catalogTarget('pay'));
  const records = [
    advisory('GHSA-1', 'lodash', '4.17.21', { aliases: ['CVE-2021-1000'] }),
    advisory('GHSA-2', 'lodash', undefined),
    advisory('GHSA-3', 'minimist', undefined),
  ];
  await storeAdvisories(knex, 'test', records, new Date());
  await scan(knex, 'shop', '4.17.0', true);
  await scan(knex, 'pay', '4.17.0', false);
  await triage(knex);
}

async function take(knex: Knex, step: Step, at: number): Promise<void> {
  switch (step.kind) {
    case 'decide': {
      const open = await knex('findings')
        .whereNot('state', 'resolved')
        .orderBy('id');
      const finding = open[step.about % Math.max(open.length, 1)];
      if (!finding) return;
      const row = await knex('vulnerabilities')
        .where('id', finding.vulnerability_id)
        .first();
      const about = step.everywhere
        ? { advisory: row!.key }
        : { ids: [String(finding.id)] };
      const who = { who: 'user:default/ann', propose: {}, approve: false };
      await unlessRefused(() =>
        decideFindings(
          knex,
          {
            ...about,
            analysis: step.analysis,
            reason: 'As it was looked at.',
            ...(step.endsWhen && { endsWhen: step.endsWhen }),
          },
          step.proposed ? who : { ...who, decide: {} },
          { longestExceptionMs: 366 * 86_400_000 },
          new Date(),
        ),
      );
      return;
    }
    case 'move': {
      const ids = await knex('decisions').orderBy('id').pluck('id');
      if (ids.length === 0) return;
      const decision = String(ids[step.decision % ids.length]);
      const by = { who: 'user:default/bob' };
      await unlessRefused(() =>
        inTransaction(knex, trx =>
          moveDecision(trx, decision, step.step, by, effects, new Date()),
        ),
      );
      return;
    }
    case 'scan':
      await scan(knex, step.service, step.version, step.more);
      return;
    case 'names': {
      const record = advisory('GHSA-2', 'lodash', undefined, {
        modified: new Date(Date.UTC(2026, 0, 2, 0, at)).toISOString(),
        ...(step.joined && { aliases: ['CVE-2021-1000'] }),
      });
      await storeAdvisories(knex, 'test', [record], new Date());
      return;
    }
    default:
      await triage(knex);
  }
}

/** The state that a decision's history ends in. */
const endsIn: Record<string, string> = {
  proposed: 'proposed',
  approved: 'active',
  rejected: 'rejected',
  revoked: 'revoked',
  superseded: 'revoked',
};

async function replayedDecisions(knex: Knex) {
  const events = await knex('decision_events').orderBy('id');
  const states = new Map<string, string>();
  for (const { decision_id: id, kind } of events) {
    states.set(String(id), endsIn[kind] ?? states.get(String(id))!);
  }
  return states;
}

const judged = (knex: Knex) =>
  knex('findings')
    .orderBy('id')
    .select('id', 'state', 'analysis', 'needs_review', 'decision_id', 'risk')
    .select('due_day', 'exposure');

describe.each(databaseIds)('decisions replayed on %p', id => {
  it('are the decisions that are stored, and findings follow from them', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(steps, { minLength: 1, maxLength: 10 }),
        async sequence => {
          const knex = await createDatabase(id);
          try {
            await begin(knex);
            for (const [at, step] of sequence.entries()) {
              await take(knex, step, at);
            }
            await triage(knex);

            const rows = await knex('decisions').select('id', 'state');
            expect(
              new Map(rows.map(row => [String(row.id), row.state])),
            ).toEqual(await replayedDecisions(knex));

            // Whoever judges all of them anew comes to the same.
            const stored = await judged(knex);
            await knex('findings').update({ triage_changes: 1 });
            expect(await triage(knex)).toBe(0);
            expect(await judged(knex)).toEqual(stored);

            // What is dismissed is so by a decision that is in force.
            const active = new Set(
              rows
                .filter(({ state }) => state === 'active')
                .map(row => String(row.id)),
            );
            for (const finding of stored) {
              if (finding.state !== 'dismissed') continue;
              expect(active).toContain(String(finding.decision_id));
            }
          } finally {
            await knex.destroy();
          }
        },
      ),
      { numRuns: id === 'SQLITE_3' ? 30 : 8 },
    );
  }, 120_000);
});
