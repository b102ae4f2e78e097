import { fieldsOf, InputError } from '@safety-curtain/input';
import { bundleFromJSON, type Bundle } from '@sigstore/bundle';

/** Entries of a log and timestamps in one bundle that are looked at; honest ones have one or two. */
const MOST_PROOFS = 10;
const MEDIA_TYPE =
  /^application\/vnd\.dev\.sigstore\.bundle(?:\+json;version=0\.[123]|\.v0\.3\+json)$/;

/** A bundle of a version that is not known here: it may be good. */
export class UnknownBundleError extends Error {
  name = 'UnknownBundleError';
}

/**
 * A bundle of Sigstore, v0.1 to v0.3, of what its JSON says. Throws an error with a reason in plain
 * words where it is none.
 */
export function readBundle(value: unknown): Bundle {
  const { mediaType } = fieldsOf(value, 'the bundle');
  if (typeof mediaType !== 'string' || !MEDIA_TYPE.test(mediaType)) {
    throw new UnknownBundleError(
      'it is a bundle of a version that is not read here',
    );
  }
  let bundle: Bundle;
  try {
    bundle = bundleFromJSON(value);
  } catch {
    throw new InputError('it is no whole bundle of Sigstore');
  }
  const { tlogEntries, timestampVerificationData } =
    bundle.verificationMaterial;
  const timestamps = timestampVerificationData?.rfc3161Timestamps ?? [];
  if (tlogEntries.length + timestamps.length > MOST_PROOFS) {
    throw new InputError(`it has more than ${MOST_PROOFS} entries of logs`);
  }
  return bundle;
}
