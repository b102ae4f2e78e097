import type { Ecosystem, Hash, Origin, Scope } from '../model';

/** What a reader knows of one package occurrence. */
export interface PackageFacts {
  purl: string;
  name: string;
  version: string;
  packageName: string;
  ecosystem?: Ecosystem;
  origin?: Origin;
  vcsUrl?: string;
  license?: string;
  hashes?: readonly Hash[];
  integrity?: string;
  /** Where it is fixed by a hash that is none of the published archive, or is not. */
  hashed?: boolean;
  /** It comes with another package, or with the tools: the file can hold no hash of it. */
  unhashable?: boolean;
  /** Where its archive is fetched from, as the file has it: perhaps with credentials. */
  address?: string;
  /** What the file calls it, where its address is that of another package. */
  calledOtherwise?: true;
  /** Whether it runs scripts when it is installed, where the file tells. */
  installScript?: true;
  /** Where the file itself says how the package is used; otherwise it follows from the graph. */
  scope?: Scope;
}
