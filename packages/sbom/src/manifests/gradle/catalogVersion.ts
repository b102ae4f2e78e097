import { isFields, textOf } from '@safety-curtain/input';

/** Ranges, `1.+`, `latest.release`: what of them is taken, only a resolution tells. */
const DYNAMIC = /[[\](),]|\+$|^latest\./;

function exact(version: string | undefined): string | undefined {
  return version && !DYNAMIC.test(version) ? version : undefined;
}

/** `1.7!!` is `strictly 1.7`, and `[1.7, 1.8[!!1.7.25` prefers one of a range. */
function versionOfText(text: string): string | undefined {
  const [strictly, preferred] = text.split('!!', 2);
  return exact(strictly.trim()) ?? exact(preferred?.trim());
}

/**
 * The version that a declaration takes where nothing else asks for more (Gradle, "Rich versions"):
 * what it asks for strictly comes first, what it prefers counts where the rest is a range.
 * Undefined where only a resolution tells.
 *
 * @param versions - the table that `ref` leads into
 */
export function catalogVersion(
  version: unknown,
  versions: unknown,
): string | undefined {
  if (!isFields(version)) {
    const text = textOf(version);
    return text === undefined ? undefined : versionOfText(text);
  }
  const ref = textOf(version.ref);
  if (ref !== undefined) {
    const stated =
      isFields(versions) && Object.hasOwn(versions, ref)
        ? versions[ref]
        : undefined;
    // A reference leads to no further one.
    return isFields(stated) && stated.ref !== undefined
      ? undefined
      : catalogVersion(stated, undefined);
  }
  return (
    exact(textOf(version.strictly)) ??
    exact(textOf(version.require)) ??
    exact(textOf(version.prefer))
  );
}
