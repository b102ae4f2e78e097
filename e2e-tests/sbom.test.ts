import type { Download, Page } from '@playwright/test';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, securityTab, test } from './portal/test';

const PACKAGES = 347;

test('hands out a CycloneDX document that its official schema accepts', async ({
  portal,
  api,
}) => {
  const bytes = await download(portal, 'CycloneDX');
  const bom = JSON.parse(bytes.toString('utf8'));
  const validate = cycloneDxValidator();
  validate(bom);
  expect(validate.errors ?? []).toEqual([]);
  expect(bom).toMatchObject({ bomFormat: 'CycloneDX', specVersion: '1.6' });
  expect(bom.components).toHaveLength(PACKAGES);
  expect(bom.dependencies.length).toBeGreaterThanOrEqual(PACKAGES);

  // Content-addressed: what came is what the portal says it keeps.
  const { items } = await api.listSnapshots({
    entityRef: 'component:default/checkout-service',
  });
  expect(items[0].documents).toContainEqual(
    expect.objectContaining({
      format: 'cyclonedx',
      sha256: createHash('sha256').update(bytes).digest('hex'),
    }),
  );
});

test('hands out an SPDX document of the same packages', async ({ portal }) => {
  const bytes = await download(portal, 'SPDX');
  const document = JSON.parse(bytes.toString('utf8'));
  expect(document).toMatchObject({
    spdxVersion: 'SPDX-2.3',
    dataLicense: 'CC0-1.0',
    SPDXID: 'SPDXRef-DOCUMENT',
  });
  const ids = document.packages.map((it: { SPDXID: string }) => it.SPDXID);
  // The service itself is a package as well.
  expect(new Set(ids).size).toBe(PACKAGES + 1);
  const known = new Set([...ids, document.SPDXID]);
  for (const { spdxElementId, relatedSpdxElement } of document.relationships) {
    expect(known).toContain(spdxElementId);
    expect(known).toContain(relatedSpdxElement);
  }
});

async function download(portal: Page, format: string): Promise<Buffer> {
  await portal.goto(securityTab('checkout-service', '?view=history'));
  const event = portal.waitForEvent('download');
  await portal
    .getByRole('region', { name: 'snapshots' })
    .getByRole('button', { name: format })
    .first()
    .click();
  return read(await event);
}

async function read(file: Download): Promise<Buffer> {
  return readFileSync(await file.path());
}

/** The schema as the CycloneDX project publishes it with its own library. */
function cycloneDxValidator() {
  const folder = path.join(
    path.dirname(require.resolve('@cyclonedx/cyclonedx-library/package.json')),
    'res/schema',
  );
  const schema = (name: string) =>
    JSON.parse(readFileSync(path.join(folder, name), 'utf8'));
  const ajv = new Ajv({ strict: false });
  addFormats(ajv);
  ajv.addFormat('idn-email', true);
  ajv.addFormat('iri-reference', true);
  for (const name of ['spdx', 'jsf-0.82']) {
    ajv.addSchema(
      schema(`${name}.SNAPSHOT.schema.json`),
      `http://cyclonedx.org/schema/${name}.SNAPSHOT.schema.json`,
    );
  }
  return ajv.compile(schema('bom-1.6.SNAPSHOT.schema.json'));
}
