/** `disabled`: the entity is not scanned. */
export const SCAN_ANNOTATION = 'safety-curtain.io/scan';

/**
 * Folders below the source that do not belong to the entity, separated by
 * commas: `examples, vendor/copies`.
 */
export const EXCLUDE_ANNOTATION = 'safety-curtain.io/exclude';

/** The images that the entity is shipped as, separated by commas: `ghcr.io/acme/shop:2`. */
export const IMAGE_ANNOTATION = 'safety-curtain.io/image';

/** The version that is out, `2.1.0`: another value makes a release at the next scan. */
export const RELEASE_ANNOTATION = 'safety-curtain.io/release';
