import { attested } from './portal/packageIndex';
import { expect, licensesTab, securityTab, test } from './portal/test';

// A service of its own packages: no other test counts what is uploaded to it.
const NAME = 'safety-curtain';
const REF = `component:default/${NAME}`;
/** A task looks each fifteen seconds. */
const ASKED_MS = 60_000;

const image = {
  bomFormat: 'CycloneDX',
  specVersion: '1.5',
  version: 1,
  components: [
    {
      type: 'library',
      name: attested.name,
      version: attested.version,
      purl: attested.purl,
    },
  ],
};

test('a package says where it comes from, once its registry was asked', async ({
  portal,
  api,
}) => {
  test.setTimeout(ASKED_MS + 60_000);
  await test.step('it is used', async () => {
    await portal.goto(`/license-compliance/archive?view=upload&entity=${REF}`);
    await portal.getByLabel('SBOM file').setInputFiles({
      name: 'python.cdx.json',
      mimeType: 'application/json',
      buffer: Buffer.from(JSON.stringify(image)),
    });
    await portal.getByRole('textbox', { name: /^Name/ }).fill('python');
    await portal.getByRole('button', { name: 'Upload' }).click();
    await expect(portal.getByText('Uploaded and analyzed')).toBeVisible();
    const outcome = async () => {
      const { items } = await api.listComponents({
        entityRef: REF,
        q: attested.name,
      });
      return items[0]?.provenance;
    };
    await expect
      .poll(outcome, { timeout: ASKED_MS, intervals: [1000] })
      .toBe('verified');
  });

  await test.step('the list of components tells it', async () => {
    await portal.goto(
      securityTab(NAME, '?view=components&provenance=verified'),
    );
    await expect(
      portal.getByRole('row', { name: attested.name }),
    ).toContainText('Verified');
  });

  await test.step('its details tell who says so', async () => {
    const purl = encodeURIComponent(attested.purl);
    await portal.goto(
      licensesTab(NAME, `?package=${purl}&in=${encodeURIComponent(REF)}`),
    );
    const provenance = portal
      .getByRole('dialog')
      .getByRole('region', { name: 'Provenance' });
    await expect(provenance).toContainText('Verified');
    await expect(
      provenance.getByRole('link', { name: attested.source, exact: true }),
    ).toHaveAttribute('href', attested.source);
  });
});
