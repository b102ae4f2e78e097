import {
  supplyChainTriageImportPermission,
  type VexReport,
} from '@safety-curtain/plugin-supply-chain-common';
import {
  cellsOf,
  fakeBackend,
} from '@safety-curtain/plugin-supply-chain-react/testUtils';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderPart } from '../__testUtils__/entity';
import { VexImport } from './VexImport';

const backend = fakeBackend();
const SHOP = 'component:default/checkout';
const file = new File(['{}'], 'vendor.vex.json');
const none = { count: 0, items: [] };

function aReport(changes: Partial<VexReport> = {}): VexReport {
  return {
    document: {
      id: 'urn:uuid:1',
      format: 'OpenVEX',
      specVersion: '0.2.0',
      version: '2',
      sha256: 'a'.repeat(64),
      author: 'Vendor',
    },
    created: true,
    statements: 7,
    superseded: 0,
    proposed: 0,
    applied: 4,
    dismissedFindings: 9,
    conflicts: none,
    information: none,
    matchedNothing: none,
    notUnderstood: none,
    complete: true,
    ...changes,
  };
}

async function send() {
  await userEvent.upload(await screen.findByLabelText('VEX document'), file);
  await userEvent.click(screen.getByRole('button', { name: 'Import' }));
}

const group = (name: string) => screen.getByRole('group', { name });

describe('VexImport', () => {
  it('sends the document for the service, and says what came of it', async () => {
    const sent = backend.post('/vex', aReport());
    const onImported = jest.fn();
    renderPart(<VexImport entityRef={SHOP} onImported={onImported} />);
    await send();
    expect(await screen.findByText('Document imported')).toBeInTheDocument();
    expect(
      screen.getByText(
        'OpenVEX 0.2.0, 7 statements understood, version 2, issued by Vendor',
      ),
    ).toBeInTheDocument();
    expect(group('Statements applied')).toHaveTextContent('4');
    expect(group('Findings dismissed')).toHaveTextContent('9');
    expect(screen.queryByRole('table')).not.toBeInTheDocument();
    expect(sent).toHaveLength(1);
    expect(backend.lastQuery('/vex')).toEqual({ entityRef: SHOP });
    expect(onImported).toHaveBeenCalled();
  });

  it('names conflicts, what matched nothing and what was not understood, and what is cut', async () => {
    const item = {
      at: 'statements[2]',
      vulnerability: 'CVE-2021-1',
      says: 'not_affected',
      decisionId: '12',
    };
    backend.post(
      '/vex',
      aReport({
        superseded: 3,
        complete: false,
        conflicts: {
          count: 120,
          items: [
            {
              ...item,
              entityRef: SHOP,
              package: 'lodash',
              stands: 'exploitable',
              standingDecisionId: '7',
            },
          ],
        },
        matchedNothing: { count: 1, items: [item] },
        notUnderstood: {
          count: 1,
          items: [{ at: 'statements[5]', reason: 'names a pattern' }],
        },
      }),
    );
    renderPart(<VexImport entityRef={SHOP} />);
    await send();
    const conflicts = within(
      await screen.findByRole('region', { name: 'Conflicts' }),
    );
    expect(conflicts.getByText(/The first 1 of 120/)).toBeInTheDocument();
    const row = await conflicts.findByRole('row', { name: /CVE-2021-1/ });
    expect(cellsOf(row)).toEqual({
      Vulnerability: 'CVE-2021-1 statements[2]',
      Package: 'lodash',
      Service: 'checkout',
      Statement: 'Not affected',
      'In effect': 'Exploitable',
    });
    expect(
      conflicts.getByRole('link', { name: 'Exploitable' }),
    ).toHaveAttribute('href', '/?decision=7');
    const unread = screen.getByRole('region', { name: 'Not understood' });
    expect(unread).toHaveTextContent('statements[5]');
    expect(unread).toHaveTextContent('names a pattern');
    const unmatched = screen.getByRole('region', { name: 'No match' });
    expect(unmatched).toHaveTextContent('CVE-2021-1');
    expect(
      screen.getByText('3 decisions from an earlier version ended.'),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/Not all findings have been checked/),
    ).toBeInTheDocument();
  });

  it('says why a document is rejected', async () => {
    backend.fail('/vex', 422, 'neither CycloneDX, nor OpenVEX, nor CSAF');
    renderPart(<VexImport entityRef={SHOP} />);
    await send();
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('Import rejected; nothing was saved');
    expect(alert).toHaveTextContent(/neither CycloneDX/);
  });

  it('asks for a file', async () => {
    const sent = backend.post('/vex', aReport());
    renderPart(<VexImport entityRef={SHOP} />);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Import' }),
    );
    expect(screen.getByText('Select a file.')).toBeInTheDocument();
    expect(sent).toEqual([]);
  });

  it('asks who issued it, for the organization', async () => {
    backend.post('/vex', aReport({ created: false }));
    renderPart(<VexImport />);
    await userEvent.type(
      await screen.findByRole('textbox', { name: 'Issued by (optional)' }),
      'Vendor',
    );
    await send();
    expect(
      await screen.findByText(/had already been imported/),
    ).toBeInTheDocument();
    expect(backend.lastQuery('/vex')).toEqual({ author: 'Vendor' });
  });

  it('is not there for readers who may not', async () => {
    renderPart(<VexImport denied="You may not." />, {
      denied: [supplyChainTriageImportPermission],
    });
    expect(await screen.findByText('You may not.')).toBeInTheDocument();
    expect(screen.queryByRole('form')).not.toBeInTheDocument();
  });
});
