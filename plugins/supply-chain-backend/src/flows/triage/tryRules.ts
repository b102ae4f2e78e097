import type { TriageTrial } from '@safety-curtain/plugin-supply-chain-common';
import type { Manifest } from '@safety-curtain/sbom';
import type { TriageRule } from '@safety-curtain/policy';
import type { Knex } from 'knex';
import type { Archive } from '../../records/documents/Archive';
import {
  findingsForTrial,
  type TriageFinding,
} from '../../views/findings/triageFacts';
import { GraphWanted } from '../../views/findings/occurrences';
import { ruleFor } from './judgeFinding';
import { TargetGraphs } from './TargetGraphs';

const PIECE = 1000;
/** A trial ends after so many findings, or so long: people wait for it. */
const MOST_FINDINGS = 200_000;
const LONGEST_MS = 15_000;
const EXAMPLES = 10;

/**
 * Tries out rules on the findings there are, as if each were told to apply.
 * Nothing is stored, and what people decided does not count.
 */
export async function tryRules(
  knex: Knex,
  archive: Archive,
  rules: readonly TriageRule[],
  now: Date,
): Promise<TriageTrial> {
  const applying = rules.map(rule => ({ ...rule, mode: 'apply' as const }));
  const found = new Map(
    applying.map(({ id }) => [
      id,
      {
        id,
        findings: 0,
        services: new Set<number>(),
        examples: [] as TriageFinding[],
      },
    ]),
  );
  const graphs = new TargetGraphs(knex, archive);
  const end = Date.now() + LONGEST_MS;
  let looked = 0;
  let after = 0;
  let complete = false;
  while (looked < MOST_FINDINGS && Date.now() < end) {
    const findings = await findingsForTrial(knex, after, PIECE);
    for (const finding of findings) {
      const rule = await ruleOf(applying, finding, graphs, now);
      const entry = rule && found.get(rule.id);
      if (!entry) continue;
      entry.findings += 1;
      entry.services.add(finding.target_id);
      if (entry.examples.length < EXAMPLES) entry.examples.push(finding);
    }
    looked += findings.length;
    complete = findings.length < PIECE;
    if (complete) break;
    after = Number(findings[findings.length - 1].id);
  }
  return {
    looked,
    complete,
    rules: [...found.values()].map(({ examples, services, ...rest }) => ({
      ...rest,
      services: services.size,
      examples: examples.map(one => ({
        id: String(one.id),
        entityRef: one.entity_ref,
        advisory: one.names[0] ?? '',
        package: one.package_name,
      })),
    })),
  };
}

async function ruleOf(
  rules: readonly TriageRule[],
  finding: TriageFinding,
  graphs: TargetGraphs,
  now: Date,
): Promise<TriageRule | undefined> {
  let manifests: Manifest[] | undefined;
  for (;;) {
    try {
      return ruleFor(rules, finding, manifests, now);
    } catch (error) {
      if (!(error instanceof GraphWanted)) throw error;
      manifests = await graphs.manifests(finding.target_id);
    }
  }
}
