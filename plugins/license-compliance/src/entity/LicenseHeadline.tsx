import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link, Text } from '@backstage/ui';
import type { LicenseOverview } from '@safety-curtain/plugin-supply-chain-common';
import {
  Figure,
  Figures,
  RelativeTime,
  useFormats,
} from '@safety-curtain/plugin-supply-chain-react';
import { outcomeLinks, useLinks } from '../links';
import { VerdictBar } from '../marks/VerdictFigures';
import { licenseComplianceTranslationRef } from '../translation';
import styles from './entity.module.css';
import { unclear, unclearStates } from './unclear';

/** How the service stands by its policy, and which policy that is and why. */
export function LicenseHeadline(props: {
  overview: LicenseOverview;
  entityRef: string;
}) {
  const { overview, entityRef } = props;
  const { t } = useTranslationRef(licenseComplianceTranslationRef);
  const links = useLinks();
  const { policy, distribution, components, asOf } = overview;
  const archive = links.tab('archive', { entity: entityRef });
  return (
    <Figures title={t('entity.verdicts')}>
      <Figure title={t('entity.verdicts')} wide>
        <VerdictBar
          counts={overview.verdicts}
          of={overview.components}
          excepted={overview.excepted}
          links={outcomeLinks(links, { entityRef })}
        />
      </Figure>
      <Figure
        title={t('entity.policy')}
        wide
        value={policy ?? t('entity.noPolicy')}
        note={distribution && t('entity.distribution', distribution)}
      />
      <Figure
        title={t('entity.unclear')}
        value={unclear(overview)}
        href={links.licenses(entityRef, {
          view: 'packages',
          state: unclearStates,
        })}
        note={
          <UnclearNote
            overview={overview}
            of={t('entity.packages', { count: components })}
          />
        }
      />
      <Figure title={t('entity.asOf')}>
        <Text as="p" variant="body-small">
          {asOf ? <RelativeTime iso={asOf} /> : t('entity.never')}
        </Text>
        <Text as="p" variant="body-small" color="secondary">
          {t('entity.packages', { count: components })}
        </Text>
      </Figure>
      {archive && (
        <div className={styles.end}>
          <Link href={archive}>{t('entity.archive')}</Link>
        </div>
      )}
    </Figures>
  );
}

/** Which share is not clear, and how much of that has not been looked up. */
export function UnclearNote(props: {
  overview: LicenseOverview;
  /** All that are counted, in words. */
  of: string;
}) {
  const { overview, of } = props;
  const { t } = useTranslationRef(licenseComplianceTranslationRef);
  const formats = useFormats();
  const { components, pending = 0 } = overview;
  const share = t('entity.unclearShare', {
    share: formats.share(unclear(overview), components),
    packages: of,
  });
  return (
    <>
      {[share, pending > 0 && t('entity.pending', { count: pending })]
        .filter(Boolean)
        .join(', ')}
    </>
  );
}
