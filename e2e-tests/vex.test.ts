import { readFile } from 'node:fs/promises';
import {
  expect,
  expectAccessible,
  revokeDecisions,
  securityTab,
  test,
} from './portal/test';

const SERVICE = 'component:default/checkout-service';

/** A CycloneDX VEX about what the example service has. */
const document = {
  bomFormat: 'CycloneDX',
  specVersion: '1.6',
  serialNumber: 'urn:uuid:9a1c7d44-6a0e-4b7e-8f0b-7d0a5f3a1c02',
  version: 1,
  metadata: {
    timestamp: '2026-01-05T00:00:00Z',
    supplier: { name: 'Example vendor' },
  },
  vulnerabilities: [
    ['CVE-2021-44906', 'pkg:npm/minimist@1.2.0'],
    ['CVE-2021-23337', 'pkg:npm/lodash'],
    ['CVE-2099-0001', 'pkg:npm/minimist'],
    ['CVE-2021-44906', 'pkg:npm/*'],
  ].map(([id, ref]) => ({
    id,
    analysis: {
      state: 'not_affected',
      justification: 'code_not_reachable',
      detail: 'Only the parser is called.',
    },
    affects: [{ ref }],
  })),
};

const file = (content: unknown, name: string) => ({
  name,
  mimeType: 'application/json',
  buffer: Buffer.from(JSON.stringify(content)),
});

test.afterEach(({ api }) => revokeDecisions(api));

test('a VEX document is imported with its report, and what was decided is exported', async ({
  portal,
  api,
}) => {
  test.slow();
  // A decision of one's own stands against what the document says.
  const { items } = await api.listFindings({
    entityRef: SERVICE,
    advisory: 'CVE-2021-23337',
  });
  await api.decideFindings({
    body: {
      ids: items.map(({ id }) => id),
      analysis: { state: 'exploitable', responses: ['update'] },
      reason: 'It is reached from the search.',
    },
  });

  await portal.goto(securityTab('checkout-service', '?view=vex'));
  const importIt = async () => {
    await portal
      .getByLabel('VEX document')
      .setInputFiles(file(document, 'vendor.cdx.json'));
    await portal.getByRole('button', { name: 'Import', exact: true }).click();
  };
  await importIt();
  await expect(portal.getByText('Document imported')).toBeVisible();
  await expect(
    portal.getByRole('group', { name: 'Statements applied' }),
  ).toContainText('1');
  await expect(
    portal.getByRole('group', { name: 'Findings dismissed' }),
  ).toContainText('1');
  const conflicts = portal.getByRole('region', { name: 'Conflicts' });
  await expect(conflicts).toContainText('CVE-2021-23337');
  await expect(portal.getByRole('region', { name: 'No match' })).toContainText(
    'CVE-2099-0001',
  );
  await expect(
    portal.getByRole('region', { name: 'Not understood' }),
  ).toContainText('vulnerabilities[3]');
  await expectAccessible(portal);

  // The decision that stands, beside the report.
  await conflicts.getByRole('link', { name: 'Exploitable' }).click();
  await expect(portal.getByRole('dialog')).toContainText(
    'It is reached from the search.',
  );
  await portal.keyboard.press('Escape');

  // Another theme has the whole page built anew.
  await portal.emulateMedia({ colorScheme: 'dark' });
  await importIt();
  await expect(portal.getByText(/had already been imported/)).toBeVisible();
  await expectAccessible(portal);

  await portal.getByLabel('Format', { exact: true }).selectOption('OpenVEX');
  const download = portal.waitForEvent('download');
  await portal.getByRole('button', { name: 'Download', exact: true }).click();
  const saved = await download;
  expect(saved.suggestedFilename()).toBe('checkout-service.openvex.json');
  const { statements } = JSON.parse(await readFile(await saved.path(), 'utf8'));
  expect(
    statements.map((one: { status: string }) => one.status).sort(),
  ).toEqual(['affected', 'not_affected']);
});

test('what is no VEX is rejected with the reason', async ({ portal }) => {
  await portal.goto('/supply-chain/triage?view=vex');
  await portal
    .getByLabel('VEX document')
    .setInputFiles(file({ hello: 'world' }, 'hello.json'));
  await portal
    .getByRole('textbox', { name: 'Issued by (optional)' })
    .fill('Example vendor');
  await portal.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(portal.getByRole('alert')).toContainText(
    /nothing was saved.*neither CycloneDX, nor OpenVEX, nor CSAF/,
  );
});

test('what somebody brings in from another tool is accepted and rejected one by one', async ({
  portal,
  api,
  reviewer,
}) => {
  const alert = (number: number, name: string, advisory: string) => ({
    number,
    state: 'dismissed',
    dismissed_reason: 'not_used',
    dismissed_comment: 'Only in a demo',
    dependency: {
      package: { ecosystem: 'npm', name },
      manifest_path: 'package-lock.json',
    },
    security_advisory: { ghsa_id: advisory },
  });
  const alerts = [
    alert(1, 'minimist', 'GHSA-xvch-5gv4-984h'),
    alert(2, 'lodash', 'GHSA-35jh-r3h4-6jhm'),
    alert(3, 'left-pad', 'GHSA-aaaa-aaaa-aaaa'),
  ];
  await reviewer.uploadIgnoreFile({
    entityRef: SERVICE,
    body: new Blob([JSON.stringify(alerts)], { type: 'application/json' }),
  });
  await portal.goto(securityTab('checkout-service', '?view=vex'));
  const files = portal.getByRole('region', { name: 'Ignore files' });
  await expect(files).toContainText('Matches 1 finding');
  await expect(files).toContainText('Matches nothing: it can be removed');

  const answer = async (advisory: string, step: 'Approve' | 'Reject') => {
    await files
      .getByRole('link', { name: `Accept or reject ${advisory}` })
      .click();
    const decision = portal.getByRole('dialog');
    await decision.getByRole('button', { name: step }).click();
    await expect(decision.getByRole('button', { name: step })).toBeHidden();
    await portal.keyboard.press('Escape');
  };
  await answer('GHSA-xvch-5gv4-984h', 'Approve');
  await answer('GHSA-35jh-r3h4-6jhm', 'Reject');
  await expect(
    files.getByRole('row', { name: /GHSA-xvch-5gv4-984h/ }),
  ).toContainText('Active');
  await expect(
    files.getByRole('row', { name: /GHSA-35jh-r3h4-6jhm/ }),
  ).toContainText('Rejected');
  const { items } = await api.listFindings({
    entityRef: SERVICE,
    state: ['dismissed'],
  });
  expect(items.map(one => one.advisory)).toEqual(['CVE-2021-44906']);
});
