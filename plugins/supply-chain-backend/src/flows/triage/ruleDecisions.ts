import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { TriageRule } from '@safety-curtain/policy';
import type { Knex } from 'knex';
import { inTransaction } from '../../database/transactions';
import {
  insertAnalyses,
  type StoredAnalysis,
  supersedeAnalyses,
  toAnalysis,
} from '../../records/decisions/analyses';
import type { DbDecisionsRow } from '../../database/tables';
import type { ConfiguredRule } from './options';

/** Who decides by rules, in the history. */
const BY_CONFIGURATION = 'configuration';

/**
 * Each rule that applies is a decision like others: findings name it, its
 * history says when it came and went. Keeps them as the configuration has the
 * rules, and gives the decision of each.
 */
export async function keepRuleDecisions(
  knex: Knex,
  rules: readonly ConfiguredRule[],
  now: Date,
): Promise<{ rule: TriageRule; decision: StoredAnalysis }[]> {
  const applying = rules.filter(({ rule }) => rule.mode === 'apply');
  const stored = await rowsInForce(knex);
  const isKept = (row: DbDecisionsRow) => applying.some(one => isOf(row, one));
  const gone = stored.filter(row => !isKept(row));
  const fresh = applying.filter(one => !stored.some(row => isOf(row, one)));
  if (gone.length > 0 || fresh.length > 0) {
    await inTransaction(knex, async trx => {
      const ids = gone.map(({ id }) => id);
      const comment = 'The rule is gone from the configuration, or another';
      await supersedeAnalyses(trx, ids, BY_CONFIGURATION, comment, now);
      await insertAnalyses(
        trx,
        fresh.map(toNewAnalysis),
        { author: BY_CONFIGURATION, approver: BY_CONFIGURATION },
        now,
      );
    });
  }
  const rows = await rowsInForce(knex);
  return applying.flatMap(one => {
    const row = rows.find(each => isOf(each, one));
    return row ? [{ rule: one.rule, decision: toAnalysis(row) }] : [];
  });
}

/** Tells apart sets of rules, and which of them are in force. */
export function rulesDigest(
  rules: readonly ConfiguredRule[],
  now: Date,
): string {
  const inForce = rules.map(({ rule, definition }) => [
    definition,
    rule.validFrom !== undefined && Date.parse(rule.validFrom) > now.getTime(),
    rule.validUntil !== undefined &&
      Date.parse(rule.validUntil) <= now.getTime(),
  ]);
  return createHash('sha256').update(JSON.stringify(inForce)).digest('hex');
}

function rowsInForce(knex: Knex): Promise<DbDecisionsRow[]> {
  return knex('decisions')
    .where({ origin: 'rule', state: 'active' })
    .orderBy('id');
}

function isOf(row: DbDecisionsRow, { rule, definition }: ConfiguredRule) {
  return (
    row.origin_ref === rule.id &&
    isDeepStrictEqual(JSON.parse(row.evidence ?? '{}'), definition)
  );
}

function toNewAnalysis({ rule, definition }: ConfiguredRule) {
  const { state, justification, responses, detail } = rule.analysis;
  return {
    topic: {
      scopeKind: 'organization' as const,
      scopeRef: '',
      vulnerability: null,
    },
    verdict: state,
    justification: justification ?? null,
    responses: [...responses],
    endsAt: null,
    endsWhen: null,
    pausesClock: false,
    reason: detail ?? rule.description ?? rule.id,
    origin: 'rule' as const,
    originRef: rule.id,
    evidence: definition,
  };
}
