/** A template with its `:kind`, `:namespace` and `:name` filled in. */
export function locationOf(
  template: string,
  ref: { kind: string; namespace: string; name: string },
): string {
  return template.replace(/:(kind|namespace|name)/g, (_, part) =>
    encodeURIComponent(ref[part as keyof typeof ref]),
  );
}
