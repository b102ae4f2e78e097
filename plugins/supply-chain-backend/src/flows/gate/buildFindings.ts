import { isMalicious } from '@safety-curtain/advisories';
import type { GateFinding } from '@safety-curtain/policy';
import { type Manifest, stepsBefore } from '@safety-curtain/sbom';
import type { Knex } from 'knex';
import { breathe, toBoolean } from '../../database/dialect';
import { severityOfNumber } from '../../records/findings/severity';
import { directOf, scopeOf } from '../../records/inventory/use';
import {
  judgeUnstored,
  type UnstoredFinding,
  type Use,
  useOf,
  versionsIn,
} from '../triage/judgeUnstored';
import type { ServiceLaw } from '../triage/unstoredFinding';
import { decisionIn } from './decisionIn';
import type { GatedTarget } from './Gates';
import { fixOf } from './storedFindings';

/** In larger files no path is told: each is gone through in one turn. */
const LARGEST_WITH_PATHS = 20_000;

/** How packages come in, the shortest way; each file is gone through once. */
class Paths {
  readonly #manifests: ReadonlyMap<string, Manifest>;
  readonly #steps = new Map<string, ReturnType<typeof stepsBefore>>();

  constructor(manifests: readonly Manifest[]) {
    this.#manifests = new Map(
      manifests
        .filter(({ components }) => components.length <= LARGEST_WITH_PATHS)
        .map(manifest => [manifest.path, manifest]),
    );
  }

  /** Undefined for what is direct, and where no way is known. */
  to({ component: { purl }, manifest: path }: Use): string[] | undefined {
    const manifest = this.#manifests.get(path);
    if (!manifest) return undefined;
    const steps = this.#steps.get(path) ?? stepsBefore(manifest);
    this.#steps.set(path, steps);
    const way = [purl];
    for (
      let step = steps.get(purl);
      step !== undefined;
      step = steps.get(step)
    ) {
      way.unshift(step);
    }
    return way.length > 1 ? way : undefined;
  }
}

/**
 * What is known of the packages of a build that is stored nowhere, and what is
 * decided about it in the service that it is of.
 */
export async function buildFindings(
  knex: Knex,
  target: GatedTarget,
  manifests: readonly Manifest[],
  law: ServiceLaw,
  now: Date,
): Promise<GateFinding[]> {
  const judged = await judgeUnstored(knex, target, manifests, law, now);
  const paths = new Paths(manifests);
  const findings: GateFinding[] = [];
  for (const one of judged) {
    await breathe();
    findings.push(toGateFinding(one, paths));
  }
  return findings;
}

function toGateFinding(
  { ranges, vulnerability, uses, row, names, verdict }: UnstoredFinding,
  paths: Paths,
): GateFinding {
  const { scope, relation } = useOf(uses);
  const direct = directOf(relation);
  const versions = versionsIn(uses);
  const { key, summary, score, epss, epss_percentile: percentile } = row;
  const path = paths.to(uses[0]);
  return {
    vulnerability: key,
    aliases: names.filter(name => name !== key),
    ...(summary !== null && { summary }),
    ecosystem: ranges.ecosystem,
    package: ranges.packageName,
    versions,
    severity: severityOfNumber(row.severity),
    ...(score !== null && { score }),
    knownExploited: toBoolean(row.known_exploited),
    malicious: names.some(isMalicious),
    ...(epss !== null &&
      percentile !== null && { epss: { probability: epss, percentile } }),
    // What is not there yet is due by no day.
    overdue: false,
    ...fixOf(
      versions.map(version => ({
        fixedVersion: vulnerability.fixFor(version),
        clearVersion: ranges.clearAbove(version),
      })),
    ),
    scope: scopeOf(scope),
    ...(direct !== undefined && { direct }),
    manifests: [...new Set(uses.map(({ manifest }) => manifest))],
    ...(path && { path }),
    ...decisionIn(verdict),
  };
}
