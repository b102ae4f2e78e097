import { readFileSync } from 'node:fs';
import { expect, expectAccessible, securityTab, test } from './portal/test';

// This project's own entity: no other test counts what is in it.
const NAME = 'safety-curtain';
const REF = `component:default/${NAME}`;

/** An SBOM of npm packages. */
function sbomOf(packages: Record<string, string>) {
  const components = Object.entries(packages).map(([name, version]) => ({
    type: 'library',
    'bom-ref': name,
    name,
    version,
    purl: `pkg:npm/${name}@${version}`,
  }));
  return new Blob(
    [
      JSON.stringify({
        bomFormat: 'CycloneDX',
        specVersion: '1.5',
        version: 1,
        components,
      }),
    ],
    { type: 'application/vnd.cyclonedx+json' },
  );
}

test('two uploads make two releases, and the second says what it fixes and brings', async ({
  portal,
  api,
}) => {
  const upload = (release: string, packages: Record<string, string>) =>
    api.uploadSbom({
      entityRef: REF,
      name: 'released',
      release,
      body: sbomOf(packages),
    });
  await upload('1.0.0', { minimist: '1.2.0', 'quiet-queue': '1.0.0' });
  const second = await upload('2.0.0', {
    minimist: '1.2.8',
    'quiet-queue': '2.0.0',
    'brand-new-thing': '0.1.0',
  });
  await expect
    .poll(
      async () => (await api.getRelease({ id: second.releaseId! })).changelog,
      { timeout: 30_000 },
    )
    .toMatchObject({ state: 'written' });

  await test.step('the changelog in its drawer', async () => {
    await portal.goto(securityTab(NAME, '?view=releases'));
    await portal.getByRole('rowheader', { name: '2.0.0' }).click();
    const drawer = portal.getByRole('dialog', { name: 'Security changelog' });
    await expect(drawer).toContainText(/Fixes \d+ findings? \(1 critical/);
    await expect(
      drawer.getByRole('region', { name: 'Fixed findings' }),
    ).toContainText('CVE-2021-44906');
    await expect(
      drawer.getByRole('region', { name: 'Changed packages' }),
    ).toContainText('quiet-queue 1.0.0 → 2.0.0');
    await expectAccessible(portal);

    const event = portal.waitForEvent('download');
    await drawer.getByRole('button', { name: 'Markdown' }).click();
    const text = readFileSync(await (await event).path(), 'utf8');
    expect(text).toContain('## Fixed findings');
    expect(text).toContain('`brand-new-thing`');
    await portal.keyboard.press('Escape');
  });

  await test.step('any two compared', async () => {
    // By keyboard: notifications of the portal lie above what is at the bottom.
    const choose = async (field: RegExp, release: RegExp) => {
      await portal.getByRole('button', { name: field }).press('Enter');
      await portal.getByRole('option', { name: release }).press('Enter');
    };
    await choose(/From$/, /^2\.0\.0/);
    await choose(/ To$/, /^1\.0\.0/);
    const compared = portal.getByRole('region', {
      name: 'Compare two releases',
    });
    await expect(
      compared.getByRole('region', { name: 'New findings' }),
    ).toContainText('CVE-2021-44906');
  });

  await test.step('the feed of the service, and of its team', async () => {
    await portal.goto(securityTab(NAME, '?view=changes'));
    const added = portal.getByRole('row', { name: /brand-new-thing/ });
    await expect(added).toContainText('First use in the organization');
    await expect(
      portal
        .getByRole('row', { name: /quiet-queue/ })
        .filter({ hasText: 'Major upgrade' }),
    ).toContainText('1.0.0 → 2.0.0');
    await expectAccessible(portal);
    const target = await api.getTarget({
      kind: 'component',
      namespace: 'default',
      name: NAME,
    });
    const [owner] = target.target.owners;
    await portal.goto(`/supply-chain/triage?view=changes&owner=${owner}`);
    await expect(added).toContainText(/first use/i);
    await portal.goto(
      '/supply-chain/triage?view=changes&owner=group:default/nobody',
    );
    await expect(
      portal.getByText('No changes match these filters'),
    ).toBeVisible();
  });
});
