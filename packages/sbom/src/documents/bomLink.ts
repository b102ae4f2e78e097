import type { Sbom } from './sbom';

/**
 * What other documents call an SBOM, or a component in it, by: `urn:cdx:<serial>/<version>#<ref>`
 * (CycloneDX, "BOM-Link"). The ref is given as it is in the document.
 *
 * @public
 */
export function bomLinkOf(
  { serialNumber, version }: { serialNumber: string; version: string },
  ref?: string,
): string {
  const serial = serialNumber.replace(/^urn:uuid:/i, '').toLowerCase();
  return `urn:cdx:${serial}/${version}${ref === undefined ? '' : `#${ref}`}`;
}

/** A BOM-Link in the spelling of {@link bomLinkOf}, whatever its own. @public */
export function canonicalBomLink(link: string): string {
  const [, serial, version, ref] =
    /^urn:cdx:([^/#]+)\/([^#]+)(?:#(.*))?$/is.exec(link) ?? [];
  if (serial === undefined) return link;
  return bomLinkOf({ serialNumber: serial, version }, ref && decoded(ref));
}

/** Refs in links are percent-encoded; one that cannot be is as it is in the document. */
function decoded(ref: string): string {
  try {
    return decodeURIComponent(ref);
  } catch {
    return ref;
  }
}

/** By what other documents name an SBOM; undefined where it has no serial number of its own. */
export function linkOfSbom({ format, metadata }: Sbom): string | undefined {
  const { id, version = '1' } = metadata;
  const isSerial = id !== undefined && /^urn:uuid:[0-9a-f-]{36}$/i.test(id);
  return format === 'CycloneDX' && isSerial && /^\d{1,9}$/.test(version)
    ? bomLinkOf({ serialNumber: id, version })
    : undefined;
}
