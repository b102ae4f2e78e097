import {
  asText,
  isFields,
  listOf,
  readJson,
  textOf,
  type Fields,
} from '@safety-curtain/input';
import type { Analysis } from '../model/analysis';
import { EntryList } from './EntryList';

/** What a reason says, in CycloneDX's words (GitHub, "Dependabot alerts", `dismissed_reason`). */
const ANALYSES: Readonly<Record<string, Analysis>> = {
  inaccurate: { state: 'false_positive', responses: [] },
  // These two do not say that the risk is accepted: nothing is due later because of them.
  fix_started: { state: 'exploitable', responses: ['update'] },
  no_bandwidth: { state: 'exploitable', responses: [] },
  not_used: {
    state: 'not_affected',
    justification: 'code_not_reachable',
    responses: [],
  },
  tolerable_risk: { state: 'exploitable', responses: ['will_not_fix'] },
};

const ECOSYSTEMS: Readonly<Record<string, string>> = {
  composer: 'Packagist',
  go: 'Go',
  maven: 'Maven',
  npm: 'npm',
  nuget: 'NuGet',
  pip: 'PyPI',
  pub: 'Pub',
  rubygems: 'RubyGems',
  rust: 'crates.io',
};

/** Alerts as GitHub's API lists them; those that were dismissed. */
export function readDependabot(text: string, found: EntryList): void {
  for (const alert of listOf(readJson(text)).filter(isFields)) {
    if (alert.state === 'dismissed') readAlert(found, alert);
  }
}

function readAlert(found: EntryList, alert: Fields) {
  const advisory = isFields(alert.security_advisory)
    ? alert.security_advisory
    : {};
  const dependency = isFields(alert.dependency) ? alert.dependency : {};
  const named = isFields(dependency.package) ? dependency.package : {};
  const number = asText(alert.number ?? '?');
  const id = textOf(advisory.ghsa_id) ?? textOf(advisory.cve_id);
  const name = textOf(named.name);
  const reason = asText(alert.dismissed_reason);
  if (id === undefined || name === undefined) {
    found.note(`alert ${number}`, 'it names no advisory or no package');
    return;
  }
  if (!Object.hasOwn(ANALYSES, reason)) {
    found.note(`alert ${number}`, `its reason '${reason}' is none of GitHub's`);
    return;
  }
  const ecosystem = asText(named.ecosystem);
  const manifest = textOf(dependency.manifest_path);
  found.add({
    text: id,
    vulnerability: id,
    packages: [
      {
        ecosystem: Object.hasOwn(ECOSYSTEMS, ecosystem)
          ? ECOSYSTEMS[ecosystem]
          : ecosystem,
        name,
        ...(manifest && { paths: [manifest] }),
      },
    ],
    analysis: ANALYSES[reason],
    reason: textOf(alert.dismissed_comment),
  });
}
