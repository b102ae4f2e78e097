import { Content, Header, Page } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ScorecardsPage } from '../organization/ScorecardsPage';
import { securityScorecardsTranslationRef } from '../translation';

/** The organization page with a header of its own. */
export function SecurityScorecardsPage() {
  const { t } = useTranslationRef(securityScorecardsTranslationRef);
  return (
    <Page themeId="tool">
      <Header title={t('page.title')} />
      <Content>
        <ScorecardsPage />
      </Content>
    </Page>
  );
}
