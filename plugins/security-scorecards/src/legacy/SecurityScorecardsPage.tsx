import { Content, Header, Page } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ScorecardsPage } from '../organization/ScorecardsPage';
import { securityScorecardsTitlesTranslationRef } from '../translation';

/** The organization page with a header of its own. */
export function SecurityScorecardsPage() {
  const { t } = useTranslationRef(securityScorecardsTitlesTranslationRef);
  return (
    <Page themeId="tool">
      <Header title={t('page')} />
      <Content>
        <ScorecardsPage />
      </Content>
    </Page>
  );
}
