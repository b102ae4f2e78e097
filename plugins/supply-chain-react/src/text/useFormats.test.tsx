import { appLanguageApiRef, useApi } from '@backstage/frontend-plugin-api';
import { renderTestApp } from '@backstage/frontend-test-utils';
import { PageBlueprint } from '@backstage/frontend-plugin-api';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { portalIn } from '../testUtils';
import { ExactTime } from './ExactTime';
import { useFormats } from './useFormats';

function Figure() {
  const formats = useFormats();
  const languages = useApi(appLanguageApiRef);
  return (
    <>
      <p>{formats.number(1204)}</p>
      <ExactTime iso="2026-03-31T16:05:00.000" />
      <button onClick={() => languages.setLanguage('de')}>Deutsch</button>
    </>
  );
}

const page = PageBlueprint.make({
  name: 'figure',
  params: { path: '/', loader: async () => <Figure /> },
});

const browsersLanguages = jest.spyOn(navigator, 'languages', 'get');

beforeEach(() => {
  // The language that a reader chose is remembered there.
  localStorage.clear();
  browsersLanguages.mockReturnValue(['en-US', 'en']);
});

describe('useFormats', () => {
  it('follows the language of the portal, not that of the browser', async () => {
    renderTestApp({ extensions: [page], config: portalIn('de') });
    expect(await screen.findByText('1.204')).toBeInTheDocument();
    expect(screen.getByRole('time')).toHaveTextContent(/^31\. März 2026/);
  });

  it('changes with the language', async () => {
    renderTestApp({ extensions: [page], config: portalIn('en') });
    expect(await screen.findByText('1,204')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Deutsch' }));
    expect(await screen.findByText('1.204')).toBeInTheDocument();
  });

  it('writes the language as the reader does, where it is one of the reader’s own', async () => {
    browsersLanguages.mockReturnValue(['fr-FR', 'en-GB']);
    renderTestApp({ extensions: [page], config: portalIn('en') });
    expect(await screen.findByRole('time')).toHaveTextContent(/^31 Mar 2026/);
  });
});
