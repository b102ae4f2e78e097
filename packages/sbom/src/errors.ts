/**
 * A lock file or manifest that cannot be read; `message` names the file and the reason.
 *
 * @public
 */
export class ManifestError extends Error {
  readonly path: string;
  readonly reason: string;

  constructor(path: string, reason: string, options?: ErrorOptions) {
    super(`${path}: ${reason}`, options);
    this.name = 'ManifestError';
    this.path = path;
    this.reason = reason;
  }
}

/** An SBOM document that cannot be read. @public */
export class SbomError extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'SbomError';
  }
}

/** A package URL that breaks the purl specification. @public */
export class PurlError extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'PurlError';
  }
}
