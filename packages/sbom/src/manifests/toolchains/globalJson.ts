import {
  entriesOf,
  fieldsOf,
  isFields,
  readJson5,
  textOf,
} from '@safety-curtain/input';
import { formatPurl } from '../../purl';
import type { ManifestReader, ReaderInput, ReaderResult } from '../reader';
import { quoted } from '../warnings';
import { Toolchain } from './toolchain';

const EXACT = /^\d[\w.+-]{0,100}$/;
/** How far the SDK that is taken may be from the one that is named (.NET, "rollForward"). */
const FIXED: ReadonlySet<string> = new Set(['disable', 'patch']);

/** The SDK of a .NET project, and packages of NuGet that MSBuild takes SDKs from. */
function read({ text }: ReaderInput): ReaderResult {
  const fields = fieldsOf(readJson5(text), 'the file');
  const tools = new Toolchain('development');
  const sdk = isFields(fields.sdk) ? fields.sdk : {};
  const version = textOf(sdk.version);
  if (version !== undefined) {
    tools.addVersion('dotnet-sdk', version);
    const rolling = textOf(sdk.rollForward) ?? 'latestPatch';
    if (!FIXED.has(rolling)) {
      tools.warnings.add(
        `a newer SDK than ${quoted(
          version,
        )} may be taken: rollForward is ${quoted(rolling)}`,
      );
    }
  }
  for (const [name, value] of entriesOf(fields['msbuild-sdks'])) {
    const pinned = textOf(value)?.replace(/^\[(.*)\]$/, '$1');
    if (pinned === undefined || !EXACT.test(pinned)) {
      tools.warnings.add(
        `the SDK ${quoted(name)} has no exact version: it is not counted`,
      );
      continue;
    }
    tools.add({
      purl: formatPurl({ type: 'nuget', name, version: pinned }),
      name,
      version: pinned,
      packageName: name,
      ecosystem: 'NuGet',
      origin: 'registry',
      scope: 'development',
    });
  }
  return tools.result();
}

/** `global.json` of .NET. */
export const globalJson: ManifestReader = {
  id: 'dotnet-global-json',
  title: '.NET SDK version file',
  surroundings: true,
  matches: name => name === 'global.json',
  companions: [],
  supersedes: [],
  read,
};
