import {
  entriesOf,
  isFields,
  keysOf,
  listOf,
  readToml,
  textOf,
} from '@safety-curtain/input';
import { mixRequirements } from './beam/mixExs';
import { rebarRequirements } from './beam/rebarConfig';
import { requirementTables } from './cargo/cargoToml';
import { parseComposerJson } from './composer/composerJson';
import { parsePubspec } from './dart/pubspec';
import { fileNameOf } from './fileNames';
import { isFileSpecifier } from './npm/npmPackage';
import { parsePackageJson } from './npm/packageJson';
import { paketRequirements } from './nuget/paketDependencies';
import { parsePyProject } from './python/pyproject';

type Asks = (text: string) => boolean | undefined;

/** By the names that `describeUnlocked` knows. */
const READERS: ReadonlyMap<string, Asks> = new Map<string, Asks>([
  ['package.json', packageJsonAsks],
  ['pyproject.toml', pyProjectAsks],
  ['Pipfile', pipfileAsks],
  ['Cargo.toml', cargoTomlAsks],
  ['Gemfile', gemfileAsks],
  ['gems.rb', gemfileAsks],
  ['composer.json', composerJsonAsks],
  ['mix.exs', mixExsAsks],
  ['rebar.config', text => rebarRequirements(text).size > 0],
  ['pubspec.yaml', text => parsePubspec(text).requirements.size > 0],
  ['paket.dependencies', text => paketRequirements(text).size > 0],
]);

/**
 * Whether a manifest that no lock file stands beside asks for packages from outside the project.
 * Undefined where its text does not tell without being run, or cannot be read.
 *
 * @public
 */
export function asksForPackages(
  path: string,
  text: string,
): boolean | undefined {
  try {
    return READERS.get(fileNameOf(path))?.(text);
  } catch {
    return undefined;
  }
}

function packageJsonAsks(text: string): boolean {
  return parsePackageJson(text).requirements.some(
    ({ specifier }) =>
      !isFileSpecifier(specifier) && !specifier.startsWith('workspace:'),
  );
}

function pyProjectAsks(text: string): boolean | undefined {
  if (parsePyProject(text).requirements.length > 0) {
    return true;
  }
  const { project } = readToml(text);
  const dynamic = isFields(project) ? listOf(project.dynamic) : [];
  return dynamic.includes('dependencies') ? undefined : false;
}

function pipfileAsks(text: string): boolean {
  const pipfile = readToml(text);
  return [pipfile.packages, pipfile['dev-packages']].some(
    table => keysOf(table).length > 0,
  );
}

function cargoTomlAsks(text: string): boolean {
  return requirementTables(readToml(text)).some(([table]) =>
    entriesOf(table).some(
      ([, value]) => !isFields(value) || textOf(value.path) === undefined,
    ),
  );
}

function composerJsonAsks(text: string): boolean | undefined {
  const { requirements, isMerged } = parseComposerJson(text);
  return requirements.size > 0 || (isMerged ? undefined : false);
}

/** A program, too: other code of it may ask for more. */
function mixExsAsks(text: string): boolean | undefined {
  return mixRequirements(text).length > 0 || undefined;
}

/** A Gemfile is a program: what it loads may ask as well. */
function gemfileAsks(text: string): boolean | undefined {
  if (/^[ \t]*gem[ \t(]/m.test(text)) {
    return true;
  }
  return /^[ \t]*(?:gemspec|eval_gemfile|instance_eval|eval)\b/m.test(text)
    ? undefined
    : false;
}
