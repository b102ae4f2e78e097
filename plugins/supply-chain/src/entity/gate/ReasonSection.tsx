import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link, Text } from '@backstage/ui';
import {
  fileAndLine,
  type GateReason,
} from '@safety-curtain/plugin-supply-chain-common';
import {
  GateMark,
  supplyChainTranslationRef,
  useFormats,
  useUrlState,
  type Translate,
  type UrlChanges,
} from '@safety-curtain/plugin-supply-chain-react';
import styles from './gate.module.css';

/** Rows of a reason; the list behind its link has all. */
const SHOWN = 20;

/** The filter of the findings list that shows what a line counts. */
function filterOf({
  line,
  findings,
  reported,
}: GateReason): UrlChanges | undefined {
  if (findings.count + (reported?.count ?? 0) === 0) return undefined;
  const vulnerabilities = { kind: 'vulnerability' };
  switch (line) {
    case 'critical':
    case 'high':
    case 'medium':
    case 'low':
    case 'none':
    case 'unknown':
      return { ...vulnerabilities, severity: line };
    case 'knownExploited':
      return { exploited: 'true' };
    case 'overdue':
      return { due: 'overdue' };
    case 'code':
    case 'secret':
    case 'configuration':
    case 'package-risk':
    case 'provenance':
      return {
        kind: line,
        severity: [...new Set(reported?.items.map(({ severity }) => severity))],
      };
    default:
      return undefined;
  }
}

/** What one line of the policy says, with what it counts. */
export function ReasonSection({ reason }: { reason: GateReason }) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const { number } = useFormats();
  const url = useUrlState();
  const { line, outcome, from, findings, reported, components, notes } = reason;
  const title = t(`gate.lines.${line}`);
  const count =
    findings.count + (reported?.count ?? 0) + components.count + notes.count;
  const items = itemsOf(reason, t);
  const filter = filterOf(reason);
  return (
    <section aria-label={title} className={styles.reason}>
      <div className={styles.verdict}>
        <GateMark outcome={outcome} />
        <Text as="h3" variant="body-medium" weight="bold">
          {count > 0 ? t('gate.total', { title, total: number(count) }) : title}
        </Text>
        {from !== undefined && (
          <Text color="secondary">
            {t('gate.from', { number: number(from) })}
          </Text>
        )}
        {filter && (
          <Link href={url.href({ ...filter, view: 'findings' })}>
            {t('gate.showFindings')}
          </Link>
        )}
      </div>
      {items.length > 0 && (
        <ul className={styles.items}>
          {items.slice(0, SHOWN).map(({ link, text }, at) => (
            <li key={at}>
              {link && <Link href={url.href(link.changes)}>{link.text}</Link>}
              {link && text && ' · '}
              {text}
            </li>
          ))}
        </ul>
      )}
      {count > Math.min(SHOWN, items.length) && items.length > 0 && (
        <Text as="p" variant="body-small" color="secondary">
          {t('gate.first', { count: Math.min(SHOWN, items.length) })}
        </Text>
      )}
    </section>
  );
}

/** One thing that is counted, and where it is listed. */
interface Item {
  text: string;
  /** What the text begins with and leads from; all of it is text where absent. */
  link?: { text: string; changes: UrlChanges };
}

function itemsOf(reason: GateReason, t: Translate): Item[] {
  const { findings, reported, components, notes } = reason;
  return [
    ...findings.items.map((finding): Item => {
      const { vulnerability, package: name, versions } = finding;
      const fixed = finding.clearVersion ?? finding.fixedVersion;
      return {
        link: {
          text: vulnerability,
          changes: { q: vulnerability, view: 'findings' },
        },
        text: [
          `${name} ${versions.join(', ')}`,
          fixed ? t('gate.fixedIn', { version: fixed }) : t('gate.noFix'),
        ].join(' · '),
      };
    }),
    ...(reported?.items ?? []).map(
      ({ kind, rule, message, file, line }): Item => {
        const place = file && fileAndLine(file, line);
        return {
          link: { text: rule, changes: { kind, q: rule, view: 'findings' } },
          text: [place, message].filter(Boolean).join(' · '),
        };
      },
    ),
    ...components.items.map(({ name, version, license, scorecard }): Item => {
      const more = [license?.expression ?? [], scorecard ?? []].flat();
      return {
        link: {
          text: `${name} ${version}`,
          changes: { q: name, view: 'components' },
        },
        text: more.join(' · '),
      };
    }),
    ...notes.items.map(({ at, reason: why }) => ({ text: `${at}: ${why}` })),
  ];
}
