/**
 * What a module has that was imported when it was needed. Node finds the names
 * of a CommonJS module by its text, and none where that was compiled on the
 * way; its default export has all of them.
 */
export function loaded<T extends object>(module: T): T {
  return (module as { default?: T }).default ?? module;
}
