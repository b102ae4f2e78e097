import type { NotificationPayload } from '@backstage/plugin-notifications-common';
import type { DbNoticesRow } from '../../database/tables';
import { factsKey, type FindingFacts, type NoticeFacts } from './noticeFacts';
import type { Section } from './noticesOf';
import type { TellOptions } from './options';
import { plainText } from './plainText';
import { inServices, linkTo } from './words';
import { counted } from '../../messages/counted';

/** Vulnerabilities that a digest names; the others are counted. */
const MOST_NAMED = 8;
const SEVERITIES = ['unknown', 'none', 'low', 'medium', 'high', 'critical'];

/** Sections about findings, the gravest first: a vulnerability is in one. */
const OF_FINDINGS = [
  ['exploited', 'known to be exploited'],
  ['opened', 'new'],
  ['overdue', 'overdue'],
  ['re-rated', 'rated anew'],
  ['needs-review', 'to be looked at again'],
] as const satisfies readonly (readonly [Section, string])[];

/** All that waited for a group's digest as one message; undefined: nothing is left of it. */
export function digestOf(
  group: string,
  notices: readonly DbNoticesRow[],
  known: {
    facts: NoticeFacts;
    decisions: ReadonlyMap<string, unknown>;
  },
  tell: TellOptions,
):
  | Pick<NotificationPayload, 'title' | 'description' | 'link' | 'severity'>
  | undefined {
  const of = (section: Section) =>
    notices.filter(({ topic }) => topic === section);
  const seen = new Map<string, FindingFacts>();
  const parts: string[] = [];
  for (const [section, word] of OF_FINDINGS) {
    const facts = of(section).flatMap(notice => {
      const key = factsKey(notice);
      const fact = seen.has(key) ? undefined : known.facts.get(key);
      if (!fact || (section === 'overdue' && fact.overdue === 0)) return [];
      seen.set(key, fact);
      return [fact];
    });
    if (facts.length > 0) parts.push(`${facts.length} ${word}`);
  }
  const asked = of('decision-asked').filter(({ subject }) =>
    known.decisions.has(subject),
  );
  const losses = of('sudden-loss');
  const lines = [
    ...named([...seen.values()]),
    ...(asked.length > 0
      ? [`${counted(asked.length, 'decision')} to be approved.`]
      : []),
    ...losses.slice(0, MOST_NAMED).map(lossLine),
  ];
  if (lines.length === 0) return undefined;
  const title =
    seen.size > 0
      ? `${namesOf([...seen.values()])}: ${parts.join(', ')}`
      : [
          ...(asked.length > 0
            ? [`${counted(asked.length, 'decision')} to be approved`]
            : []),
          ...(losses.length > 0
            ? [`${counted(losses.length, 'file')} that lost components`]
            : []),
        ].join(', ');
  return {
    title,
    description: lines.join(' '),
    link:
      seen.size === 0 && asked.length > 0
        ? linkTo(tell, 'triage', { view: 'approval' })
        : linkTo(tell, 'triage', { owner: group }),
    severity: 'normal',
  };
}

/** `2 vulnerabilities and 1 rule of tools`. */
function namesOf(facts: readonly FindingFacts[]): string {
  const vulnerabilities = facts.filter(({ kind }) => kind === 'vulnerability');
  const rules = facts.length - vulnerabilities.length;
  return [
    ...(vulnerabilities.length > 0
      ? [counted(vulnerabilities.length, 'vulnerability', 'vulnerabilities')]
      : []),
    ...(rules > 0 ? [counted(rules, 'rule of tools', 'rules of tools')] : []),
  ].join(' and ');
}

function named(facts: FindingFacts[]): string[] {
  const worst = facts.sort(
    (a, b) =>
      Number(b.knownExploited) - Number(a.knownExploited) ||
      SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity) ||
      (a.vulnerability < b.vulnerability ? -1 : 1),
  );
  const lines = worst
    .slice(0, MOST_NAMED)
    .map(
      fact =>
        `${plainText(fact.vulnerability)} (${fact.severity}): ${plainText(
          fact.package,
        )} ${inServices(fact)}.`,
    );
  const others = worst.length - lines.length;
  return others > 0 ? [...lines, `And ${others} more.`] : lines;
}

function lossLine({ detail }: DbNoticesRow): string {
  const { entityRef, manifest, before, after } = JSON.parse(detail ?? '{}');
  return `${plainText(entityRef)}: ${plainText(manifest)} has ${counted(
    after,
    'component',
  )}, it had ${before}.`;
}
