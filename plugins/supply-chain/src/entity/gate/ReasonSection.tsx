import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link, Text } from '@backstage/ui';
import type {
  GateLine,
  GateReason,
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
const filters: Partial<Record<GateLine, UrlChanges>> = {
  critical: { severity: 'critical' },
  high: { severity: 'high' },
  medium: { severity: 'medium' },
  low: { severity: 'low' },
  none: { severity: 'none' },
  unknown: { severity: 'unknown' },
  knownExploited: { exploited: 'true' },
  overdue: { due: 'overdue' },
};

/** What one line of the policy says, with what it counts. */
export function ReasonSection({ reason }: { reason: GateReason }) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const { number } = useFormats();
  const url = useUrlState();
  const { line, outcome, from, findings, components, notes } = reason;
  const title = t(`gate.lines.${line}`);
  const count = findings.count + components.count + notes.count;
  const items = itemsOf(reason, t);
  const filter = findings.count > 0 ? filters[line] : undefined;
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
  const { findings, components, notes } = reason;
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
