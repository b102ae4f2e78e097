import type { UpgradePlan } from '../plan';
import { type ToolChange, forTools } from './updateTools';
import { onOneLine } from '../../texts/inert';
import { headlineOf, notesOf } from './words';

/** Renovate's place for vulnerabilities that the platform knows: GitHub alone has it. */
const ALERTS_OF_GITHUB =
  'vulnerabilityAlerts is for repositories on GitHub, with Dependabot alerts switched on.';
const ALERTS_ELSEWHERE =
  'vulnerabilityAlerts is left out: only GitHub has what it reads. osvVulnerabilityAlerts asks OSV on every platform.';

/** Characters of patterns; a file with one of them cannot be named. */
const PATTERN = /[*?[\]{}()!\\]|^\/|\p{Cc}/u;

/** A plan as configuration of Renovate: a package rule for each upgrade of a direct dependency. */
export function toRenovate(
  plan: UpgradePlan,
  platform: 'github' | 'other' = 'other',
): string {
  const isGitHub = platform === 'github';
  const { told, byHand } = forTools(plan.changes);
  const configuration = {
    $schema: 'https://docs.renovatebot.com/renovate-schema.json',
    description: [
      ...headlineOf(plan),
      isGitHub ? ALERTS_OF_GITHUB : ALERTS_ELSEWHERE,
      ...byHand,
    ],
    ...(isGitHub
      ? { vulnerabilityAlerts: { enabled: true, labels: ['security'] } }
      : { osvVulnerabilityAlerts: true }),
    packageRules: told.map((one, index) => ruleOf(one, told.length - index)),
  };
  return `${JSON.stringify(configuration, undefined, 2)}\n`;
}

function ruleOf({ change, names }: ToolChange, priority: number) {
  const { declaredIn, package: name, to, ecosystem } = change;
  return {
    description: notesOf(change, onOneLine),
    matchManagers: [names.renovate],
    ...(!PATTERN.test(declaredIn) && { matchFileNames: [declaredIn] }),
    matchPackageNames: [name],
    // Maven writes ranges in brackets; npm's notation is understood for all others.
    allowedVersions: ecosystem === 'Maven' ? `[${to},)` : `>=${to}`,
    // The fix is not to wait for its age.
    minimumReleaseAge: null,
    schedule: ['at any time'],
    prPriority: priority,
    labels: ['security'],
  };
}
