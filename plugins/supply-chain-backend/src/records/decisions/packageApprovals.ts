import { ConflictError } from '@backstage/errors';
import {
  normalizePackageName,
  osvPackageOfPurl,
} from '@safety-curtain/advisories';
import { formatPurl, parsePurl } from '@safety-curtain/sbom';
import type { Knex } from 'knex';
import { inChunks } from '../../database/dialect';
import type { DbDecisionsRow, DbPackagesRow } from '../../database/tables';

/** What a decision is that lets a package be used which is new to the organization. */
export const APPROVAL = 'package-approval';

/** Who asks where a scan or an upload brings such a package. */
const BY_READING = 'plugin:supply-chain';

/** A package as decisions name it: in OSV's words, in the spelling of look-ups. */
export type ApprovedPackage = Required<
  Pick<DbPackagesRow, 'ecosystem' | 'lookup_name'>
>;

/** Of a purl; undefined where it names no package of a registry that OSV knows. */
export function approvedPackage(purl: string): ApprovedPackage | undefined {
  const found = osvPackageOfPurl(parsePurl(purl));
  return (
    found && {
      ecosystem: found.ecosystem,
      lookup_name: normalizePackageName(found.ecosystem, found.name),
    }
  );
}

/**
 * Asks for the approval of packages that came with a reading, in its
 * transaction; of one that is asked for or approved already nothing happens.
 */
export async function proposeApprovals(
  trx: Knex.Transaction,
  packages: readonly { ecosystem?: string; subject: string }[],
  now: Date,
): Promise<void> {
  const names = packages.map(({ subject }) => subject);
  for await (const chunk of inChunks(names)) {
    const found: (ApprovedPackage & { purl: string })[] = await trx(
      'packages as p',
    )
      .join('components as c', 'c.package_id', 'p.id')
      .whereIn('p.name', chunk)
      .groupBy('p.id', 'p.ecosystem', 'p.lookup_name', 'p.name')
      .orderBy('p.id')
      .select('p.ecosystem', 'p.lookup_name', 'p.name as subject')
      .min({ purl: 'c.purl' });
    const asked = found.filter(one => packages.some(each => isOne(each, one)));
    if (asked.length > 0) await insertProposals(trx, asked, now);
  }
}

function isOne(
  { ecosystem, subject }: { ecosystem?: string; subject: string },
  found: ApprovedPackage & { subject?: string },
): boolean {
  return found.ecosystem === ecosystem && found.subject === subject;
}

async function insertProposals(
  trx: Knex.Transaction,
  packages: readonly (ApprovedPackage & { purl: string })[],
  now: Date,
): Promise<void> {
  const inserted: Pick<DbDecisionsRow, 'id'>[] = await trx('decisions')
    .insert(
      packages.map(({ ecosystem, lookup_name: name, purl }) => ({
        subject: APPROVAL,
        state: 'proposed' as const,
        scope_kind: 'organization' as const,
        scope_ref: '',
        purl: withoutVersion(purl),
        ecosystem,
        package_name: name,
        verdict: 'approve',
        reason: 'Nobody in the organization has used it before.',
        author: BY_READING,
        created_at: now,
      })),
    )
    .onConflict(
      trx.raw(
        `(ecosystem, package_name)
         where subject = '${APPROVAL}' and state in ('proposed', 'active')`,
      ),
    )
    .ignore()
    .returning('id');
  if (inserted.length === 0) return;
  await trx('decision_events').insert(
    inserted.map(({ id }) => ({
      decision_id: id,
      at: now,
      kind: 'proposed' as const,
      by: BY_READING,
    })),
  );
}

/** `pkg:npm/left-pad` of `pkg:npm/left-pad@1.3.0?…`. */
function withoutVersion(purl: string): string {
  const { type, namespace, name } = parsePurl(purl);
  return formatPurl({ type, namespace, name });
}

/** Throws `ConflictError` where the package of an approval waits or is approved already. */
export async function requireUndecided(
  trx: Knex.Transaction,
  { subject, purl }: { subject: string; purl: string | null },
): Promise<void> {
  const of = subject === APPROVAL && purl ? approvedPackage(purl) : undefined;
  if (!of) return;
  const { ecosystem, lookup_name: name } = of;
  const row = await trx('decisions')
    .where({ subject: APPROVAL, ecosystem, package_name: name })
    .whereIn('state', ['proposed', 'active'])
    .first();
  if (row) {
    const what = row.state === 'active' ? 'approved' : 'waiting for approval';
    throw new ConflictError(`${purl} is ${what} already: decision ${row.id}`);
  }
}

/** Among these, the decision that counts: `approved`, `waiting` or `refused`, as numbers. */
const STANDING = { active: 2, proposed: 1 };
const APPROVED = STANDING.active;

/**
 * How each package stands that approval was asked of: a table of `ecosystem`,
 * `lookup_name` and `approval`.
 */
export function selectApprovals(knex: Knex): Knex.QueryBuilder {
  return knex('decisions')
    .where('subject', APPROVAL)
    .groupBy('ecosystem', 'package_name')
    .select(
      'ecosystem',
      'package_name as lookup_name',
      knex.raw(
        `max(case state when 'active' then ${STANDING.active}
           when 'proposed' then ${STANDING.proposed} else 0 end) as approval`,
      ),
    );
}

/** What the number says that {@link selectApprovals} gives; nothing of what is approved. */
export function approvalOf(
  standing: number | string | null,
): 'waiting' | 'refused' | undefined {
  if (standing === null || Number(standing) === APPROVED) return undefined;
  return Number(standing) === STANDING.proposed ? 'waiting' : 'refused';
}

/**
 * How packages of a build stand, by `ecosystem` and `lookup_name` with a NUL
 * between: those that are new to the organization wait, whether or not anybody
 * has asked.
 */
export async function approvalsOf(
  knex: Knex,
  packages: readonly ApprovedPackage[],
): Promise<Map<string, 'waiting' | 'refused'>> {
  const keyOf = (one: ApprovedPackage) =>
    `${one.ecosystem}\0${one.lookup_name}`;
  const wanted = new Map(packages.map(one => [keyOf(one), one]));
  const standing = new Map<string, 'waiting' | 'refused'>();
  for (const key of wanted.keys()) standing.set(key, 'waiting');
  for await (const chunk of inChunks([...wanted.values()])) {
    const names = [...new Set(chunk.map(one => one.lookup_name))];
    const known: ApprovedPackage[] = await knex('packages as p')
      .whereIn('p.lookup_name', names)
      .whereExists(uses => {
        uses
          .from('components as c')
          .whereRaw('c.package_id = p.id')
          .select('id');
      })
      .select('p.ecosystem', 'p.lookup_name');
    for (const one of known) standing.delete(keyOf(one));
    const decided: (ApprovedPackage & { approval: number })[] =
      await selectApprovals(knex).whereIn('package_name', names);
    for (const one of decided) {
      const key = keyOf(one);
      const approval = approvalOf(one.approval);
      if (!wanted.has(key)) continue;
      if (approval) standing.set(key, approval);
      else standing.delete(key);
    }
  }
  return standing;
}
