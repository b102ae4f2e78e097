import { expect, licensesTab, test } from './portal/test';

// This project's own entity: no other test counts what is in it.
const NAME = 'safety-curtain';
const REF = `component:default/${NAME}`;
const ARCHIVE = '/license-compliance/archive';

/** An image with one package whose license the policy denies. */
const image = {
  bomFormat: 'CycloneDX',
  specVersion: '1.5',
  version: 1,
  components: [
    {
      type: 'library',
      'bom-ref': 'ghost-db',
      name: 'ghost-db',
      version: '2.0.0',
      purl: 'pkg:npm/ghost-db@2.0.0',
      licenses: [{ license: { id: 'AGPL-3.0-only' } }],
    },
  ],
};

test('an uploaded SBOM is judged, its issue excepted until a day, and both are in the archive', async ({
  portal,
}) => {
  await test.step('upload', async () => {
    await portal.goto(`${ARCHIVE}?view=upload&entity=${REF}`);
    await portal.getByLabel('SBOM file').setInputFiles({
      name: 'image.cdx.json',
      mimeType: 'application/json',
      buffer: Buffer.from(JSON.stringify(image)),
    });
    await portal
      .getByRole('textbox', { name: 'Release (optional)' })
      .fill('v7');
    await portal.getByRole('textbox', { name: /^Name/ }).fill('image');
    await portal.getByRole('button', { name: 'Upload' }).click();
    await expect(portal.getByText('Uploaded and analyzed')).toBeVisible();
  });

  await test.step('the issue, and why', async () => {
    await portal.goto(licensesTab(NAME, '?verdict=deny'));
    await portal.getByText('ghost-db').click();
    const drawer = portal.getByRole('dialog');
    await expect(
      drawer.getByRole('region', { name: 'Why this verdict' }),
    ).toContainText('categories.network-copyleft');
    await expect(portal).toHaveURL(/package=pkg%3Anpm%2Fghost-db%402\.0\.0/);
  });

  await test.step('an exception with its end', async () => {
    const drawer = portal.getByRole('dialog');
    await drawer.getByRole('button', { name: 'Request an exception' }).click();
    await drawer
      .getByRole('textbox', { name: 'Reason' })
      .fill('Replaced with the next release');
    await drawer.getByRole('button', { name: 'Submit' }).click();
    await expect(drawer.getByText(/^Now active/)).toBeVisible();
    await portal.goto(licensesTab(NAME, '?excepted=true'));
    await expect(portal.getByText(/Exception until/)).toBeVisible();
  });

  await test.step('the archive has it, by release, beside the scan', async () => {
    await portal.goto(`${ARCHIVE}?entity=${REF}&release=v7`);
    await expect(portal.getByText('Upload: image')).toBeVisible();
    await expect(portal.getByText('1 snapshot', { exact: true })).toBeVisible();
  });
});

test('a day shows what was in force and known then', async ({
  portal,
  api,
}) => {
  const { total } = await api.listFindings({
    entityRef: 'component:default/checkout-service',
    limit: 1,
  });
  const today = new Date().toISOString().slice(0, 10);
  await portal.goto(
    `${ARCHIVE}?view=as-of&entity=component:default/checkout-service&day=${today}`,
  );
  await expect(
    portal.getByRole('region', { name: 'In use then' }),
  ).toContainText('347');
  await expect(
    portal.getByText(`${total.count} findings`, { exact: true }),
  ).toBeVisible();

  await portal.goto(
    `${ARCHIVE}?view=as-of&entity=component:default/checkout-service&day=2001-01-01`,
  );
  await expect(
    portal.getByText('Nothing recorded up to that day'),
  ).toBeVisible();
});

test('notices can be downloaded for what is in force', async ({ portal }) => {
  await portal.goto(licensesTab('checkout-service', '?view=notices'));
  const [download] = await Promise.all([
    portal.waitForEvent('download'),
    portal.getByRole('button', { name: 'HTML' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('checkout-service-notices.html');
});
