import { parseEntityRef } from '@backstage/catalog-model';
import { expectedServices } from './portal/expected';
import { expect, scannedRefs, test } from './portal/test';

test('shows the whole example organization, scanned without being asked', async ({
  portal,
}) => {
  await portal.goto('/supply-chain');
  await portal.getByRole('tab', { name: 'Services' }).click();
  const services = portal.getByRole('region', {
    name: 'services',
    exact: true,
  });
  await expect(services.getByRole('rowheader')).toHaveCount(scannedRefs.length);
  await expect(services.getByText('Not scanned yet')).toHaveCount(0);
  await expect(services.getByText('Partial scan')).toHaveCount(1);
});

for (const service of expectedServices) {
  test(`finds what is wrong with ${service.entityRef}`, async ({ api }) => {
    const { target, manifests } = await api.getTarget(
      parseEntityRef(service.entityRef),
    );
    expect(target.health).toBe(service.coverage);
    expect(
      manifests
        .filter(({ outcome }) => outcome === 'read')
        .map(({ path, components }) => ({ path, components })),
    ).toEqual(service.manifests);
    expect(
      manifests
        .filter(({ outcome }) => outcome === 'failed')
        .map(({ path }) => path),
    ).toEqual(service.unreadable ?? []);

    const { items, total } = await api.listFindings({
      entityRef: service.entityRef,
      kind: ['vulnerability'],
      state: ['open'],
      limit: 100,
    });
    const { atLeast = 0, exactly } = service.openFindings;
    expect(total.count).toBeGreaterThanOrEqual(exactly ?? atLeast);
    expect(total.count).toBeLessThanOrEqual(exactly ?? Infinity);
    expect(items).toHaveLength(total.count);

    const { named } = service;
    expect(
      items
        .filter(item => item.advisory === named?.advisory)
        .flatMap(item =>
          item.versions.map(version => ({
            advisory: item.advisory,
            purl: bare(`${item.package?.replace(':', '/')}@${version}`),
            fixed: item.fixedVersions,
          })),
        )
        .filter(({ purl }) => named && bare(named.purl) === bare(purl)),
    ).toEqual(named ? [{ ...named, purl: bare(named.purl) }] : []);
  });
}

/** Name and version without the purl's type, and without the v of Go's versions. */
function bare(purl: string) {
  return decodeURIComponent(purl)
    .replace(/^pkg:[a-z]+\//, '')
    .replace(/@v(?=\d)/, '@');
}

test('scans the project itself, whose lock file nobody arranged', async ({
  api,
}) => {
  const { target, manifests } = await api.getTarget(
    parseEntityRef('component:default/safety-curtain'),
  );
  expect(target.health).toBe('ok');
  expect(manifests).toContainEqual(
    expect.objectContaining({ path: 'yarn.lock', outcome: 'read' }),
  );
  expect(target.componentCount).toBeGreaterThan(2000);
});
