import { crates } from './crates';
import { go } from './go';
import { maven } from './maven';
import { npm } from './npm';
import { nuget } from './nuget';
import { packagist } from './packagist';
import type { PopularNames } from './popularNames';
import { pypi } from './pypi';
import { rubygems } from './rubygems';

/** By ecosystem, as OSV names it. */
export const popularNames: ReadonlyMap<string, PopularNames> = new Map([
  ['npm', npm],
  ['PyPI', pypi],
  ['crates.io', crates],
  ['RubyGems', rubygems],
  ['Maven', maven],
  ['Go', go],
  ['NuGet', nuget],
  ['Packagist', packagist],
]);
