import { expectedServices } from './portal/expected';
import { expect, test } from './portal/test';

test('scans the whole example organisation without being asked', async ({
  api,
}) => {
  const refs = [
    ...expectedServices.map(service => service.entityRef),
    'component:default/safety-curtain',
  ].sort();
  await expect
    .poll(
      async () => {
        const { items } = await api.listTargets({ limit: 100 });
        return items
          .filter(target => target.lastScan?.finishedAt)
          .map(target => target.entityRef)
          .sort();
      },
      { timeout: 60_000, intervals: [500] },
    )
    .toEqual(refs);
});

for (const service of expectedServices) {
  test(`finds what is wrong with ${service.entityRef}`, async ({ api }) => {
    const { target, manifests } = await api.getTarget(service.entityRef);
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
            purl: `${item.package.replace(':', '/')}@${version}`,
            fixed: item.fixedVersions,
          })),
        )
        .filter(({ purl }) => named?.purl.endsWith(`/${purl}`)),
    ).toEqual(
      named
        ? [{ ...named, purl: named.purl.replace(/^pkg:[a-z]+\//, '') }]
        : [],
    );
  });
}

test('scans the project itself, whose lock file nobody arranged', async ({
  api,
}) => {
  const { target, manifests } = await api.getTarget(
    'component:default/safety-curtain',
  );
  expect(target.health).toBe('ok');
  expect(manifests).toContainEqual(
    expect.objectContaining({ path: 'yarn.lock', outcome: 'read' }),
  );
  expect(target.componentCount).toBeGreaterThan(2000);
});
