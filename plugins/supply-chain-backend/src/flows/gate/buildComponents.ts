import { normalizePackageName } from '@safety-curtain/advisories';
import { evaluateLicense, resolveLicense } from '@safety-curtain/licenses';
import type { GateComponent } from '@safety-curtain/policy';
import type { Component, Manifest } from '@safety-curtain/sbom';
import type { Knex } from 'knex';
import { breathe, inChunks } from '../../database/dialect';
import {
  type ApprovedPackage,
  approvalsOf,
} from '../../records/decisions/packageApprovals';
import { scopeNumber } from '../../records/inventory/use';
import {
  isExcepted,
  type LicenseException,
} from '../../records/licenses/exceptions';
import type { NamedPolicy } from '../../records/licenses/options';

/** What of components is looked up, since a policy asks. */
export interface AskedOfComponents {
  asksApproval: boolean;
  asksScores: boolean;
}

/** By what licenses of a build are judged. */
export interface LicenseLaw {
  policy: NamedPolicy;
  /** In force for the service. */
  exceptions: readonly LicenseException[];
}

/** A license as it is settled here, whatever a file says of it. */
interface Settled {
  state: 'known' | 'unknown' | 'ambiguous' | 'conflicting';
  expression: string | null;
}

/**
 * Components of a build as gates look at them. A license that is settled here
 * counts before what the file says of it.
 *
 * @param asked - what is looked up of them, since a policy asks
 */
export async function buildComponents(
  knex: Knex,
  manifests: readonly Manifest[],
  law: LicenseLaw | undefined,
  { asksApproval, asksScores }: AskedOfComponents,
): Promise<GateComponent[]> {
  const components = componentsOf(manifests);
  const settled = await settledLicenses(knex, [...components.keys()]);
  const packages = [...components.values()].flatMap(lookedUp);
  const standing = asksApproval
    ? await approvalsOf(knex, packages)
    : new Map<string, 'waiting' | 'refused'>();
  const scores = asksScores
    ? await scoresOf(knex, packages)
    : new Map<string, number>();
  const judged: GateComponent[] = [];
  for (const { paths, ...component } of components.values()) {
    await breathe();
    const { purl, ecosystem, packageName, version, scope, direct } = component;
    const license =
      law && (scope !== 'development' || law.policy.development)
        ? judge(component, settled.get(purl), law)
        : undefined;
    const [of] = lookedUp(component);
    const key = of ? `${of.ecosystem}\0${of.lookup_name}` : '';
    const approval = standing.get(key);
    const scorecard = scores.get(key);
    judged.push({
      ...(ecosystem && { ecosystem }),
      name: packageName,
      version,
      purl,
      scope,
      ...(direct !== undefined && { direct }),
      ...(license && { license }),
      ...(approval && { approval }),
      ...(scorecard !== undefined && { scorecard }),
      manifests: paths,
    });
  }
  return judged;
}

/** A component with the files that have it. */
interface Used extends Component {
  paths: string[];
}

/** By purl, each once. */
function componentsOf(manifests: readonly Manifest[]): Map<string, Used> {
  const used = new Map<string, Used>();
  for (const { path, components } of manifests) {
    for (const component of components) {
      const known = used.get(component.purl);
      if (!known) used.set(component.purl, { ...component, paths: [path] });
      else {
        Object.assign(known, closer(known, component));
        if (known.paths.at(-1) !== path) known.paths.push(path);
      }
    }
  }
  return used;
}

/** By `ecosystem` and `lookup_name` with a NUL between, what projects of packages score. */
async function scoresOf(
  knex: Knex,
  packages: readonly ApprovedPackage[],
): Promise<Map<string, number>> {
  const scores = new Map<string, number>();
  for await (const chunk of inChunks(packages)) {
    const names = [...new Set(chunk.map(one => one.lookup_name))];
    const rows = await knex('packages as p')
      .join('package_facts as f', 'f.package_id', 'p.id')
      .whereIn('p.lookup_name', names)
      .whereNotNull('f.openssf_score')
      .select('p.ecosystem', 'p.lookup_name', 'f.openssf_score');
    for (const { ecosystem, lookup_name: name, openssf_score: score } of rows) {
      scores.set(`${ecosystem}\0${name}`, score!);
    }
  }
  return scores;
}

/** The package of a component, if it is one of a registry. */
function lookedUp({ ecosystem, packageName }: Component): ApprovedPackage[] {
  if (ecosystem === undefined) return [];
  const name = normalizePackageName(ecosystem, packageName);
  return [{ ecosystem, lookup_name: name }];
}

/** Of two uses what matters more of each. */
function closer(
  a: Component,
  b: Component,
): Pick<Component, 'scope' | 'direct'> {
  const [scope] = [a.scope, b.scope].sort(
    (one, other) => scopeNumber(one) - scopeNumber(other),
  );
  return { scope, direct: a.direct || b.direct };
}

async function settledLicenses(
  knex: Knex,
  purls: readonly string[],
): Promise<Map<string, Settled>> {
  const licenses = new Map<string, Settled>();
  for await (const some of inChunks(purls)) {
    const rows: (Settled & { purl: string })[] = await knex('components as c')
      .join('licenses as l', 'l.id', 'c.license_id')
      .whereIn('c.purl', some)
      .whereNot('l.state', 'unknown')
      .select('c.purl', 'l.state', 'l.expression');
    for (const { purl, ...license } of rows) licenses.set(purl, license);
  }
  return licenses;
}

function judge(
  { license: text, purl }: Component,
  known: Settled | undefined,
  { policy: { policy }, exceptions }: LicenseLaw,
): GateComponent['license'] {
  const state = known
    ? stateOf(known)
    : resolveLicense(text ? [{ source: 'the file', text }] : []);
  const expression = state.state === 'known' ? state.expression : undefined;
  const { verdict, chosen, reasons } = evaluateLicense(state, policy);
  if (verdict !== 'allow' && isExcepted(exceptions, { purl, expression })) {
    return { verdict: 'allow', ...(expression && { expression }) };
  }
  if (state.state === 'unknown' && verdict === 'review') {
    return { verdict: 'unknown' };
  }
  return {
    verdict,
    ...(chosen !== undefined && { expression: chosen }),
    ...(verdict !== 'allow' && {
      reason: reasons
        .filter(reason => reason.verdict === verdict)
        .map(reason => reason.text)
        .join(' '),
    }),
  };
}

function stateOf({ state, expression }: Settled) {
  return state === 'known' ? { state, expression: expression! } : { state };
}
