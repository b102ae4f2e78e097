import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Overview } from '@safety-curtain/plugin-supply-chain-common';
import {
  AdvisoryFreshness,
  ErrorNote,
  Figure,
  Figures,
  SeverityBar,
  supplyChainTranslationRef,
  useFormats,
  useLoad,
  useSupplyChainApi,
  Waiting,
} from '@safety-curtain/plugin-supply-chain-react';
import { useLinks } from '../links';

/** The counts over all services that the reader may see. */
export function Posture() {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const api = useSupplyChainApi();
  const overview = useLoad('overview', signal =>
    api.getOverview({}, { signal }),
  );
  if (overview.error && !overview.value) {
    return (
      <ErrorNote
        error={overview.error}
        what={t('posture.what')}
        onRetry={overview.reload}
      />
    );
  }
  if (!overview.value) return <Waiting label={t('posture.loading')} />;
  return (
    <Figures title={t('posture.title')}>
      <PostureFigures overview={overview.value} />
    </Figures>
  );
}

function PostureFigures({ overview }: { overview: Overview }) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const formats = useFormats();
  const links = useLinks();
  const { advisoryData } = overview;
  return (
    <>
      <Figure
        title={t('posture.services')}
        value={overview.targets}
        href={links.tab('services')}
        note={<Unsure overview={overview} />}
      />
      <Figure
        title={t('posture.packages')}
        value={formats.total(overview.components)}
      />
      <Figure title={t('posture.openFindings')} wide>
        <SeverityBar
          counts={overview.openFindings}
          hrefOf={severity => links.tab('triage', { severity })}
        />
      </Figure>
      <Figure
        title={t('posture.knownExploited')}
        value={overview.knownExploited}
        href={links.tab('triage', { exploited: 'true' })}
      />
      {overview.fixable !== undefined && (
        <Figure
          title={t('posture.fixable')}
          value={overview.fixable}
          href={links.tab('triage', { fixable: 'true' })}
        />
      )}
      <Figure title={t('posture.advisoryData')} value={advisoryData.advisories}>
        <AdvisoryFreshness data={advisoryData} />
      </Figure>
    </>
  );
}

/** How many services are in any state but up to date. */
function Unsure({ overview }: { overview: Overview }) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const unsure = overview.health
    .filter(({ health }) => health !== 'ok')
    .reduce((sum, { targets }) => sum + targets, 0);
  return (
    <>
      {unsure > 0
        ? t('posture.unsure', { count: unsure })
        : t('posture.allRead')}
    </>
  );
}
