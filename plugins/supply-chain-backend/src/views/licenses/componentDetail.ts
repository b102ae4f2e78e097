import { InputError, NotFoundError } from '@backstage/errors';
import type { LicensedComponentDetail } from '@safety-curtain/plugin-supply-chain-common';
import { formatPurl, parsePurl } from '@safety-curtain/sbom';
import type { Knex } from 'knex';
import {
  applyTargetFilter,
  TargetFilter,
} from '../../records/targets/targetFilter';
import { toIso } from '../../database/dialect';
import { configurableSources } from '../../outside/registries/configurableSources';
import { toDecision } from '../decisions/decisionViews';
import {
  LicensedRow,
  selectComponentUses,
  selectLicensed,
  toLicensedComponents,
} from './componentRows';
import { readProvenance } from '../provenance/readProvenance';
import { obligationsIn } from './obligations';
import { candidatesOf } from '../../records/licenses/interpretClaims';
import { verdictOf } from '../../records/licenses/verdicts';

/** Claims and curations that are shown, the newest. */
const MAX_SHOWN = 100;

/**
 * One package version: what each source says, what was curated, what policies
 * say. Throws `NotFoundError` where nothing uses it that may be seen.
 */
export async function readLicensedComponent(
  knex: Knex,
  purl: string,
  targets: TargetFilter,
): Promise<LicensedComponentDetail> {
  const now = new Date();
  const row = await findComponent(knex, purl, targets);
  const [component] = await toLicensedComponents(knex, [row], targets, now);
  const [claims, curations, verdicts, registry, sources, provenance] =
    await Promise.all([
      readClaims(knex, row),
      knex('decisions')
        .where('subject', 'license-curation')
        .whereIn('purl', [row.purl, row.package_purl])
        .orderBy('id', 'desc')
        .limit(MAX_SHOWN),
      readVerdicts(knex, row, targets),
      readRegistry(knex, row),
      readAsked(knex, row.ecosystem),
      readProvenance(knex, Number(row.id)),
    ]);
  const chosen = targets.entityRef ? verdicts[0]?.chosen : undefined;
  return {
    component,
    claims,
    curations: curations.map(one => toDecision(one, undefined, now)),
    verdicts,
    obligations: obligationsIn(chosen ?? row.expression ?? undefined),
    registry,
    sources,
    provenance,
  };
}

async function findComponent(
  knex: Knex,
  text: string,
  targets: TargetFilter,
): Promise<LicensedRow> {
  let purl: string;
  try {
    purl = formatPurl(parsePurl(text));
  } catch (error) {
    throw new InputError(`Not a package URL: ${(error as Error).message}`);
  }
  const row = await selectLicensed(knex)
    .where('c.purl', purl)
    .whereExists(
      selectComponentUses(knex, targets)
        .whereRaw('link.component_id = c.id')
        .select(knex.raw('1')),
    )
    .first();
  if (!row) throw new NotFoundError(`Nothing uses ${purl}`);
  return row;
}

async function readClaims(
  knex: Knex,
  row: LicensedRow,
): Promise<LicensedComponentDetail['claims']> {
  const claims = await knex('component_licenses')
    .where('component_id', row.id)
    .orderBy('id', 'desc')
    .limit(MAX_SHOWN);
  return claims.map(claim => {
    const candidates = candidatesOf(claim);
    const clear = candidates.length === 1;
    return {
      source: claim.source,
      text: claim.text,
      expression: clear ? candidates[0] : undefined,
      candidates: candidates.length > 1 ? candidates : undefined,
      recordedAt: toIso(claim.recorded_at)!,
      supersededAt: toIso(claim.superseded_at),
    };
  });
}

/** Of the entity's policy, or of every policy that holds for someone. */
async function readVerdicts(
  knex: Knex,
  row: LicensedRow,
  targets: TargetFilter,
): Promise<LicensedComponentDetail['verdicts']> {
  const held = knex('targets as t').select('t.distribution');
  applyTargetFilter(held, targets);
  const rows = await knex('license_verdicts')
    .where('license_id', row.license_id)
    .whereIn('policy', held)
    .orderBy('policy');
  return rows.map(one => ({
    policy: one.policy,
    verdict: verdictOf(one.verdict),
    chosen: one.chosen ?? undefined,
    reasons: JSON.parse(one.reasons),
  }));
}

/** The last question about it; one that failed goes first. */
/** Who is asked about packages of an ecosystem; where nobody is, which options would change that. */
async function readAsked(
  knex: Knex,
  ecosystem: string | null,
): Promise<LicensedComponentDetail['sources']> {
  if (ecosystem === null) return undefined;
  const rows = await knex('metadata_sources')
    .where('active', true)
    .orderBy('id')
    .select('title', 'ecosystems');
  const asked = rows
    .filter(row => JSON.parse(row.ecosystems).includes(ecosystem))
    .map(({ title }) => title);
  return {
    asked,
    possible: asked.length > 0 ? [] : configurableSources(ecosystem),
  };
}

async function readRegistry(
  knex: Knex,
  row: LicensedRow,
): Promise<LicensedComponentDetail['registry']> {
  const answers = await knex('component_answers')
    .where('component_id', row.id)
    .orderBy('asked_at', 'desc');
  const shown =
    answers.find(answer => answer.state === 'failed') ?? answers.at(0);
  if (!shown) return undefined;
  return {
    source: shown.source_id,
    askedAt: toIso(shown.asked_at),
    nextAt: toIso(shown.due_at),
    error: shown.error ?? undefined,
  };
}
