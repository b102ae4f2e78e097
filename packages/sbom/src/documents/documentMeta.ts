/**
 * What a document says of its own making; a caller that fixes all of it gets the same bytes.
 *
 * @public
 */
export interface DocumentMeta {
  /** `urn:uuid:…` */
  serialNumber: string;
  /** ISO 8601, UTC. */
  timestamp: string;
  tools: ReadonlyArray<{ name: string; version: string }>;
  /** SPDX document namespace (a unique URI); derived from the serial number where absent. */
  namespace?: string;
  /** Facts about the scan: source revision, entity reference, ... */
  properties?: Readonly<Record<string, string>>;
}
