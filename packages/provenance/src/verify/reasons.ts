import { VerificationError } from '@sigstore/verify';

/** Something is signed by a key that is not known: nobody can say whether it holds. */
export class UnknownKeyError extends Error {
  name = 'UnknownKeyError';
}

const NO_AUTHORITY =
  'its certificate does not come from an authority that is trusted, or none that was when it was signed';
const LOG = 'its entry in the transparency log cannot be verified';

const REASONS: Readonly<Record<string, string>> = {
  TLOG_INCLUSION_PROOF_ERROR: LOG,
  TLOG_INCLUSION_PROMISE_ERROR: LOG,
  TLOG_MISSING_INCLUSION_ERROR: LOG,
  TLOG_BODY_ERROR: 'its entry in the transparency log is of something else',
  TLOG_ERROR: 'it is in no transparency log that is trusted',
  SIGNATURE_ERROR: 'the signature is not of what it is said to be of',
  TIMESTAMP_ERROR: 'when it was signed cannot be verified',
  PUBLIC_KEY_ERROR: 'its key was not valid when it was signed',
};

/** Why a signature does not hold, as a clause in plain words. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof VerificationError)) {
    // Whatever a parser trips over.
    return 'it cannot be read';
  }
  const { code, message, cause } = error;
  if (code === 'CERTIFICATE_ERROR') {
    const detail = `${message} ${(cause as Error | undefined)?.message ?? ''}`;
    if (/not valid or expired/.test(detail)) {
      return 'its certificate, or one above it, was not valid when it was signed';
    }
    return /SCT/.test(detail)
      ? 'its certificate is in no certificate log that is trusted'
      : NO_AUTHORITY;
  }
  return REASONS[code] ?? 'it cannot be verified';
}
