const MAX_LICENSES = 20;

/**
 * The license text of an npm package document in any shape that was ever in
 * use: `license` as text or as `{ type, url }`, and `licenses` as a list of
 * those, of which one may be chosen. Undefined where it says nothing.
 *
 * @public
 */
export function licenseTextOf(document: unknown): string | undefined {
  if (!isObject(document)) return undefined;
  const { license, licenses } = document;
  const texts = (Array.isArray(license) ? license : [license])
    .concat(Array.isArray(licenses) ? licenses : [licenses])
    .slice(0, MAX_LICENSES)
    .flatMap(entry => textOf(entry) ?? []);
  const unique = [...new Set(texts)];
  if (unique.length <= 1) return unique[0];
  return unique.map(text => `(${text})`).join(' OR ');
}

function textOf(entry: unknown): string | undefined {
  if (typeof entry === 'string') return entry.trim() || undefined;
  if (!isObject(entry)) return undefined;
  return (
    textOf(typeof entry.type === 'string' ? entry.type : entry.name) ??
    (typeof entry.url === 'string' ? textOf(entry.url) : undefined)
  );
}

/** Only named fields are read, so a prototype in the document does no harm. */
function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
