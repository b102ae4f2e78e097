// The parts of npm's own modules that are used here, which ship no types.

declare module '@npmcli/config' {
  class NpmConfig {
    constructor(options: {
      npmPath: string;
      definitions: object;
      shorthands: object;
      flatten: unknown;
      argv?: string[];
      env?: NodeJS.ProcessEnv;
      cwd?: string;
      warn?: boolean;
    });
    load(): Promise<void>;
    readonly flat: Readonly<Record<string, unknown>>;
  }
  export = NpmConfig;
}

declare module '@npmcli/config/lib/definitions' {
  export const definitions: { readonly registry: { readonly default: string } };
  export const shorthands: object;
  export const flatten: unknown;
}
