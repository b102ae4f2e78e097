import { randomUUID } from 'node:crypto';

/** The text of a package-lock.json to the text of a CycloneDX document. */
export function cycloneDxOf({ readManifest, writeCycloneDx }, text) {
  const manifest = readManifest('package-lock.json', text);
  return writeCycloneDx(
    { subject: { name: 'safety-curtain-bench' }, manifests: [manifest] },
    {
      serialNumber: `urn:uuid:${randomUUID()}`,
      timestamp: new Date().toISOString(),
      tools: [{ name: 'safety-curtain', version: 'bench' }],
    },
  );
}
