import {
  aFinding,
  aPage,
  aTarget,
  aTargetDetail,
  fakeBackend,
} from '@safety-curtain/plugin-supply-chain-react/testUtils';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderPart } from '../__testUtils__/entity';
import { EntitySecurityContent } from './EntitySecurityContent';

const backend = fakeBackend();
const TARGET = '/targets/component/default/checkout';

beforeEach(() => {
  backend.get(TARGET, aTargetDetail());
  backend.get('/findings', aPage([aFinding()]));
});

function region(name: string) {
  return within(screen.getByRole('region', { name }));
}

describe('states that are not up to date', () => {
  const never = {
    lastScan: undefined,
    lastGoodScanAt: undefined,
    componentCount: 0,
  };

  it.each([
    ['pending', 'This service has not been scanned yet'],
    ['empty', 'No supported files found'],
    ['unscannable', 'The source of this service is unknown'],
    ['failed', 'The last scan failed'],
  ] as const)(
    '%s is said in words, and nothing is zero',
    async (health, words) => {
      backend.get(
        TARGET,
        aTargetDetail({
          target: aTarget({ health, healthReason: 'it broke', ...never }),
          snapshot: undefined,
          manifests: [],
        }),
      );
      backend.get('/findings', aPage([]));
      renderPart(<EntitySecurityContent />);
      expect(await screen.findByText(words)).toBeInTheDocument();
      expect(screen.getByText('Reason: it broke')).toBeInTheDocument();
      for (const figure of [
        'Open findings',
        'Known exploited',
        'Fixable now',
      ]) {
        expect(region(figure).getByText('Unknown')).toBeInTheDocument();
      }
      expect(screen.queryByText('No open findings')).not.toBeInTheDocument();
      expect(await screen.findByText('No known findings')).toBeInTheDocument();
    },
  );

  it('marks a file that has suddenly lost most of its packages', async () => {
    const [manifest] = aTargetDetail().manifests;
    const suddenLoss = { before: 40, since: new Date().toISOString() };
    backend.get(
      TARGET,
      aTargetDetail({
        manifests: [{ ...manifest, path: 'requirements.txt', suddenLoss }],
      }),
    );
    renderPart(<EntitySecurityContent />);
    expect(
      await screen.findByText(
        'requirements.txt suddenly lost most of its packages',
      ),
    ).toBeInTheDocument();
    const coverage = screen.getByRole('button', { name: /1 possibly damaged/ });
    await userEvent.click(coverage);
    expect(
      await screen.findByText(/Possibly damaged: it had 40 packages until/),
    ).toBeInTheDocument();
  });

  it.each(['ok', 'empty'] as const)(
    'names dependencies whose version is not known, of a service that is %s',
    async health => {
      const [manifest] = aTargetDetail().manifests;
      const unresolved = {
        count: 3,
        packages: ['org.x:y', 'org.x:z', 'org.x:a'],
        poms: [
          {
            name: 'org.x:bom:1',
            role: 'BOM' as const,
            reason: 'the registry does not have it',
          },
        ],
      };
      const poms = [{ name: 'org.x:parent:2', role: 'parent' as const }];
      backend.get(
        TARGET,
        aTargetDetail({
          target: aTarget({ health }),
          manifests: [
            { ...manifest, path: 'pom.xml', unresolved },
            {
              ...manifest,
              path: 'more/pom.xml',
              unresolved: { count: 0, packages: [], poms },
            },
          ],
        }),
      );
      renderPart(<EntitySecurityContent />);
      expect(
        await screen.findByText('The versions of 3 dependencies are unknown'),
      ).toBeInTheDocument();
      const coverage = screen.getByRole('button', {
        name: /3 versions unresolved/,
      });
      await userEvent.click(coverage);
      expect(
        await screen.findByText(
          '3 versions unresolved: org.x:y, org.x:z, org.x:a (BOM org.x:bom:1: the registry does not have it)',
        ),
      ).toBeInTheDocument();
      expect(
        screen.getByText(
          'Not available, and may add dependencies: parent org.x:parent:2',
        ),
      ).toBeInTheDocument();
    },
  );

  it('keeps what was found before a failed scan, and says so', async () => {
    backend.get(
      TARGET,
      aTargetDetail({ target: aTarget({ health: 'failed' }) }),
    );
    renderPart(<EntitySecurityContent />);
    expect(
      await screen.findByText(
        /Results below are from the last successful scan/,
      ),
    ).toBeInTheDocument();
    expect(region('Open findings').getByText('critical')).toBeInTheDocument();
  });

  it('never calls a stale service clean', async () => {
    const counts = aTarget().openFindings;
    backend.get(
      TARGET,
      aTargetDetail({
        target: aTarget({
          health: 'stale',
          openFindings: { ...counts, critical: 0, high: 0 },
        }),
      }),
    );
    renderPart(<EntitySecurityContent />);
    expect(
      await screen.findByText('These results are out of date'),
    ).toBeInTheDocument();
    expect(region('Open findings').getByText('None known')).toBeInTheDocument();
  });

  it('tells what an entity that is not scanned may be missing', async () => {
    backend.fail(TARGET, 404, 'no such target');
    renderPart(<EntitySecurityContent />);
    expect(
      await screen.findByText('This entity is not scanned'),
    ).toBeInTheDocument();
    backend.get(TARGET, aTargetDetail());
    await userEvent.click(screen.getByRole('button', { name: 'Check again' }));
    expect(
      await screen.findByRole('region', { name: 'Fixable now' }),
    ).toBeInTheDocument();
  });

  it('tells a refusal from a failure', async () => {
    backend.fail(TARGET, 403, 'denied');
    renderPart(<EntitySecurityContent />);
    expect(
      await screen.findByText(
        'You do not have permission to view the security status of this service',
      ),
    ).toBeInTheDocument();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('shows what went wrong, and tries again', async () => {
    backend.fail(TARGET, 500, 'the database is away');
    renderPart(<EntitySecurityContent />);
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'the database is away',
    );
    backend.get(TARGET, aTargetDetail());
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(
      await screen.findByRole('region', { name: 'Fixable now' }),
    ).toBeInTheDocument();
  });
});
