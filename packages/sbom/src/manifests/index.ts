import type { ManifestReader } from './reader';
import { cargoLock } from './cargo/cargoLock';
import { podfileLock } from './cocoapods/podfileLock';
import { conanLock } from './conan/conanLock';
import { goMod } from './go/goMod';
import { goSum } from './go/goSum';
import { goVendoredModules } from './go/vendoredModules';
import {
  gradleConfigurationLockfile,
  gradleLockfile,
} from './gradle/gradleLockfile';
import { gradleVersionCatalog } from './gradle/catalogReader';
import { gradleVerificationMetadata } from './gradle/verificationMetadata';
import { mavenPom } from './maven/mavenPom';
import { npmPackageLock, npmShrinkwrap } from './npm/packageLock';
import { pnpmLock } from './pnpm/pnpmLock';
import { pipfileLock } from './python/pipfileLock';
import { pdmLock } from './python/pdmLock';
import { poetryLock } from './python/poetryLock';
import { pylockToml } from './python/pylockToml';
import { requirementsTxt } from './python/requirementsTxt';
import { uvLock } from './python/uvLock';
import { sbtLock } from './sbt/sbtLock';
import { gemfileLock } from './ruby/gemfileLock';
import { cartfileResolved } from './swift/cartfileResolved';
import { swiftPackageResolved } from './swift/packageResolved';
import { condaEnvironment } from './conda/environmentYml';
import { condaLock } from './conda/condaLock';
import { pixiLock } from './conda/pixiLock';
import { cabalFreeze } from './haskell/cabalFreeze';
import { stackLock } from './haskell/stackLock';
import { juliaManifest } from './julia/juliaManifest';
import { renvLock } from './r/renvLock';
import { vcpkgJson } from './vcpkg/vcpkgJson';
import { yarnLock } from './yarn/yarnLock';

/**
 * All formats, in the order in which they are asked whether a file is theirs.
 *
 * @public
 */
export const manifestReaders: readonly ManifestReader[] = [
  npmPackageLock,
  npmShrinkwrap,
  yarnLock,
  pnpmLock,
  poetryLock,
  uvLock,
  pdmLock,
  pylockToml,
  pipfileLock,
  requirementsTxt,
  cargoLock,
  gemfileLock,
  goMod,
  goSum,
  goVendoredModules,
  mavenPom,
  gradleLockfile,
  gradleConfigurationLockfile,
  gradleVerificationMetadata,
  gradleVersionCatalog,
  sbtLock,
  swiftPackageResolved,
  cartfileResolved,
  podfileLock,
  conanLock,
  vcpkgJson,
  condaLock,
  pixiLock,
  condaEnvironment,
  renvLock,
  stackLock,
  cabalFreeze,
  juliaManifest,
];
