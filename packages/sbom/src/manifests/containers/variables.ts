/** Longer values are no names of images. */
const MAX_VALUE = 600;

const USE =
  /\$\$|\$(?:(\w{1,100})|\{(\w{1,100})(?:(:?[-+?])([^{}$]{0,300}))?\})/g;

/**
 * Fills in `$NAME`, `${NAME}`, `${NAME:-word}` and `${NAME:+word}`, as Dockerfiles, compose files and
 * shells have them (Dockerfile reference, "Environment replacement"; Compose file, "Interpolation").
 * What has no value stays as it is written, and so can be told from an image.
 *
 * @public
 */
export function substituted(
  text: string,
  valueOf: (name: string) => string | undefined,
): string {
  return text
    .slice(0, MAX_VALUE)
    .replace(USE, (whole, bare, braced, operator = '', word = '') => {
      if (whole === '$$') return '$';
      const value = valueOf(bare ?? braced);
      const isSet = operator.startsWith(':')
        ? Boolean(value)
        : value !== undefined;
      if (operator.endsWith('+')) return isSet ? word : '';
      if (operator.endsWith('-')) return isSet ? value! : word;
      return value ?? whole;
    })
    .slice(0, MAX_VALUE);
}
