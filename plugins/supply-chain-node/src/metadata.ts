import { createExtensionPoint } from '@backstage/backend-plugin-api';

/** A package as advisories and registries name it. @public */
export interface PackageName {
  /** OSV's name of the ecosystem: `npm`, `PyPI`, `Maven`, … */
  ecosystem: string;
  /** OSV's name of the package: `@scope/name`, `group:artifact`, … */
  name: string;
}

/**
 * How a version came to be published, as its registry says; what it does not say is absent. The one
 * before is the next lower version that was published earlier.
 *
 * @public
 */
export interface PackageReleaseFacts {
  /** Of its only archive, as Subresource Integrity has it: `sha512-<base64> sha1-<base64>`. */
  integrity?: string;
  /** Withdrawn: still given out to who asks for it by version. */
  yanked?: boolean;
  /** Whether it runs a script when it is installed. */
  installScript?: boolean;
  /** Who published it. */
  publisher?: string;
  publisherBefore?: string;
  /** Whether its publisher had published none of the earlier versions. */
  newPublisher?: boolean;
  /** Whether there is an attestation of how it was built and published. */
  attested?: boolean;
  attestedBefore?: boolean;
  /** Address of the repository that it names. */
  repository?: string;
  repositoryBefore?: string;
}

/** What a registry says of one version of a package. @public */
export interface PackageVersionFacts {
  /**
   * What is said of its license, word for word: SPDX ids, names, classifiers,
   * addresses. Several are separate claims of one document, not alternatives.
   */
  licenses: string[];
  publishedAt?: Date;
  /** Why it should not be used any more, as its registry says. */
  deprecated?: string;
  homepage?: string;
  release?: PackageReleaseFacts;
}

/** What a registry says of a package. @public */
export interface PackageFacts {
  /** By version as it was asked for; a version that is missing is unknown there. */
  versions: ReadonlyMap<string, PackageVersionFacts>;
  /**
   * Every version that is released, with its time, for how far behind one is;
   * absent where the registry does not say. No pre-releases, none withdrawn;
   * deprecated ones only where all are, marked as such.
   */
  releases?: readonly {
    version: string;
    publishedAt?: Date;
    deprecated?: boolean;
  }[];
  /** When its first version was published. */
  firstPublishedAt?: Date;
  /** Whether it is a public registry, where anybody may publish. */
  isPublic?: boolean;
  /** What OpenSSF Scorecard gives the project of the package, from 0 to 10. */
  scorecard?: number;
}

/** Thrown where a source wants to be left alone for a while. @public */
export class MetadataSourcePausedError extends Error {
  name = 'MetadataSourcePausedError';
  constructor(
    message: string,
    /** When it may be asked again. */
    readonly resumesAt: Date,
  ) {
    super(message);
  }
}

/**
 * A place that knows licenses, ages and deprecations of packages: a registry,
 * or a service that has read many. It is asked for one package at a time.
 *
 * @public
 */
export interface PackageMetadataSource {
  /** Stays the same; claims are kept under it and shown to people. */
  readonly id: string;
  readonly title: string;
  /** OSV's names of the ecosystems that it answers for. */
  readonly ecosystems: readonly string[];
  /** Questions at once at the most. */
  readonly concurrency: number;
  /**
   * What it says of some versions of a package; undefined where it does not
   * know the package. Throws `MetadataSourcePausedError` to be asked again
   * later, anything else where it failed.
   */
  describe(
    packageName: PackageName,
    versions: readonly string[],
    options: { signal: AbortSignal },
  ): Promise<PackageFacts | undefined>;
}

/** @public */
export interface SupplyChainMetadataExtensionPoint {
  /** Sources are all asked; where they disagree, that is shown. */
  addMetadataSource(...sources: PackageMetadataSource[]): void;
}

/** Adds places that know licenses of packages. @public */
export const supplyChainMetadataExtensionPoint =
  createExtensionPoint<SupplyChainMetadataExtensionPoint>({
    id: 'supply-chain.metadata',
  });
