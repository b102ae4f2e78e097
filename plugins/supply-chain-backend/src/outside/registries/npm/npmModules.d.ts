// The parts of npm's own modules that are used here, which ship no types.

declare module 'npm-registry-fetch' {
  /** The registry of a package: its scope's, or the default one. */
  export function pickRegistry(
    spec: string,
    options: Readonly<Record<string, unknown>>,
  ): string;
  /** Credentials for an address; none where it is not the registry's. */
  export function getAuth(
    address: string,
    options: Readonly<Record<string, unknown>>,
  ): {
    token: string | null;
    auth: string | null;
    cert: string | null;
    key: string | null;
  };
}

declare module 'make-fetch-happen' {
  import type { Readable } from 'node:stream';

  /** Fetches with npm's proxies, certificates and connection limits. */
  function fetch(
    address: string,
    options: Readonly<Record<string, unknown>>,
  ): Promise<{
    status: number;
    headers: { get(name: string): string | null };
    body: Readable;
  }>;
  export = fetch;
}
