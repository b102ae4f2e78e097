import { textOf } from '@safety-curtain/input';
import { looksForSecrets, mayQuoteSecret } from '../identity/secretRules';
import type { ResultKind } from '../model/toolReport';
import type { Described } from './rules';

/** What tools look for that look for one kind of thing only, by what their names begin with. */
const BY_TOOL: readonly [RegExp, ResultKind][] = [
  [
    /^(?:gitleaks|betterleaks|trufflehog|secretlint|detect-secrets|ggshield|noseyparker|talisman|whispers|kingfisher)/,
    'secret',
  ],
  [
    /^(?:checkov|kics|tfsec|terrascan|hadolint|kube-?linter|kubescape|kube-?score|polaris|zizmor|actionlint|cfn-?lint|cfn-?nag|dockle|snyk iac|scorecard|poutine)/,
    'configuration',
  ],
  [
    /^(?:grype|osv-scanner|dependency-check|owasp dependency|snyk open source|npm-audit|pip-audit|govulncheck|docker scout)/,
    'vulnerability',
  ],
];

const VULNERABILITY_ID =
  /^(?:CVE-\d{4}-\d{4,}|GHSA(?:-[2-9a-z]{4}){3}|SNYK-[A-Z]+-|GO-\d{4}-\d+|RUSTSEC-\d{4}-\d+|PYSEC-\d{4}-\d+|(?:DSA|DLA|USN|ALAS2?|ELSA|RHSA|MAL|NSWG)-[\dE])/;

/** What Trivy says in the name of a rule. */
const BY_RULE_NAME: readonly [RegExp, ResultKind | 'license'][] = [
  [/(?:Os|Language\w*)PackageVulnerability$/, 'vulnerability'],
  [/^Misconfiguration$/, 'configuration'],
  [/^Secret$/, 'secret'],
  [/^License$/, 'license'],
];

const BY_TAG: readonly [RegExp, ResultKind][] = [
  [/^(?:secrets?|hardcoded-secrets?|credentials)$/i, 'secret'],
  [/^(?:misconfiguration|iac|infrastructure-as-code)$/i, 'configuration'],
  [/^(?:vulnerable-dependency|vulnerability|sca)$/i, 'vulnerability'],
];

/** What a result is about, and whether what is said of it may quote a secret. */
export interface About {
  kind: ResultKind | 'license';
  isQuiet: boolean;
}

/**
 * What a result is about, told by the tool and the rule; licenses are no results.
 *
 * @param cwes - the weaknesses that the result or its rule is related to
 */
export function aboutOf(
  tool: string,
  id: string,
  described: Described | undefined,
  cwes: readonly number[],
): About {
  const rule = { id, title: described?.rule.title, cwes };
  const known = knownKind(tool, id, described);
  if (known === 'vulnerability' || known === 'license') {
    return { kind: known, isQuiet: false };
  }
  if (known === 'configuration') {
    const isSecret = /^CKV_SECRET_/.test(id);
    return isSecret
      ? { kind: 'secret', isQuiet: true }
      : { kind: known, isQuiet: mayQuoteSecret(rule) };
  }
  const name = textOf(described?.descriptor.name);
  const isSecret =
    known === 'secret' ||
    looksForSecrets(rule) ||
    (name !== undefined && looksForSecrets({ id: name }));
  return { kind: isSecret ? 'secret' : 'code', isQuiet: isSecret };
}

/** What the tool, the rule's name, its id or its tags say; undefined for what is of code. */
function knownKind(
  tool: string,
  id: string,
  described: Described | undefined,
): ResultKind | 'license' | undefined {
  const name = tool.toLowerCase();
  const byTool = BY_TOOL.find(([pattern]) => pattern.test(name))?.[1];
  if (byTool) return byTool;
  const ruleName = textOf(described?.descriptor.name);
  if (ruleName !== undefined) {
    const byName = BY_RULE_NAME.find(([pattern]) => pattern.test(ruleName));
    if (byName) return byName[1];
  }
  if (VULNERABILITY_ID.test(id)) return 'vulnerability';
  const tags = described?.rule.tags ?? [];
  return BY_TAG.find(([pattern]) => tags.some(tag => pattern.test(tag)))?.[1];
}
