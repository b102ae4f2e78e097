/**
 * Names of headers and parameters whose values are secret: GitLab's `private_token`, Azure's `sig`,
 * `X-Amz-Signature`, `X-Goog-Credential`.
 */
const SECRET_NAME =
  /token|secret|passw|passphrase|\bpwd\b|signature|credential|authori[sz]ation|cookie|api[-_]?key|access[-_]?key|private[-_]?key|jwt|session|sessid|bearer|assertion|^saml|^(?:key|sig|auth|pat|pin|otp|sid|x-amz-.*|x-goog-.*)$/i;

/** In addresses only: elsewhere a `code` tells what failed. OAuth's `code` buys a token (RFC 6749, section 4.1). */
const SECRET_PARAMETER = /^(?:code|ticket|nonce|hmac)$/i;

/** Whether what is called this is secret; the name may be percent-encoded. @public */
export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(decoded(name));
}

/**
 * Whether the parameter of an address that is called this is secret: in its query, its fragment, or
 * of its path (`;name=`).
 *
 * @public
 */
export function isSecretParameter(name: string): boolean {
  return isSecretName(name) || SECRET_PARAMETER.test(decoded(name));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
