import {
  builtInLicensePolicies,
  type DistributionModel,
  evaluateLicense,
  resolveLicense,
} from '@safety-curtain/licenses';
import type { GateComponent } from '@safety-curtain/policy';
import type { Inventory } from '@safety-curtain/sbom';
import { SCOPES } from '../scan/gateFindings';

/** Components as gates look at them, their licenses judged as far as the files name them. */
export function gateComponentsOf(
  { manifests }: Inventory,
  model: DistributionModel,
): GateComponent[] {
  const judged = new Map<string, GateComponent['license']>();
  const components = new Map<string, GateComponent>();
  const paths = new Map<string, string[]>();
  for (const { path, components: all } of manifests) {
    for (const component of all) {
      const { purl, ecosystem, packageName, version, scope, direct, license } =
        component;
      const key = license ?? '';
      if (!judged.has(key)) judged.set(key, judge(license, model));
      const known = components.get(purl);
      const files = paths.get(purl) ?? [];
      paths.set(purl, files);
      if (files.at(-1) !== path) files.push(path);
      components.set(purl, {
        ...(ecosystem && { ecosystem }),
        name: packageName,
        version,
        purl,
        scope: closest(known?.scope, scope),
        ...(direct !== undefined && { direct: direct || known?.direct }),
        // As the portal has it for these models: what only builds is not passed on.
        ...licenseOf(
          scope === 'development' ? undefined : judged.get(key),
          known,
        ),
        manifests: files,
      });
    }
  }
  return [...components.values()];
}

function closest(
  known: GateComponent['scope'] | undefined,
  own: GateComponent['scope'],
): GateComponent['scope'] {
  return SCOPES.find(scope => scope === known || scope === own) ?? own;
}

const GRAVITY = { allow: 0, unknown: 1, review: 2, deny: 3 };

/** Of several uses of a package that which is worst counts, in whatever order they are read. */
function licenseOf(
  own: GateComponent['license'],
  known: GateComponent | undefined,
): Pick<GateComponent, 'license'> {
  const [worst] = [own, known?.license]
    .filter(one => one !== undefined)
    .sort((a, b) => GRAVITY[b.verdict] - GRAVITY[a.verdict]);
  return worst ? { license: worst } : {};
}

/** What a file does not say is unknown, whatever the policy makes of that elsewhere. */
function judge(
  text: string | undefined,
  model: DistributionModel,
): GateComponent['license'] {
  const resolved = resolveLicense(text ? [{ source: 'the file', text }] : []);
  if (resolved.state === 'unknown') return { verdict: 'unknown' };
  const { verdict, chosen, reasons } = evaluateLicense(
    resolved,
    builtInLicensePolicies[model],
  );
  return {
    verdict,
    expression: chosen ?? text,
    ...(verdict !== 'allow' && {
      reason: reasons
        .filter(reason => reason.verdict === verdict)
        .map(reason => reason.text)
        .join(' '),
    }),
  };
}
