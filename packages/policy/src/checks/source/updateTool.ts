import {
  isUpdateToolFile,
  readUpdateTool,
  UpdateTool,
} from '../../source/updateTools';
import { missingTexts, SourceTree, textsOf } from '../../source/sourceTree';
import { defineCheck, fail, pass, unknown } from '../check';
import { cis16, samm, sp80053, ssdf } from '../controls';

/**
 * The update tools of a source.
 *
 * @throws InputError where the settings of one cannot be read.
 */
function updateToolsOf(source: SourceTree): UpdateTool[] {
  const [missing] = missingTexts(source, isUpdateToolFile);
  if (missing) throw new Error(`${missing.path}: ${missing.reason}`);
  return textsOf(
    source,
    path => isUpdateToolFile(path) || path === 'package.json',
  ).flatMap(({ path, text }) => {
    try {
      return readUpdateTool(path, text) ?? [];
    } catch (error) {
      throw new Error(`${path}: ${(error as Error).message}`);
    }
  });
}

/** Whether a bot proposes upgrades, security fixes of every package among them. */
export const updateTool = defineCheck({
  id: 'update-tool-configured',
  title: 'Renovate or Dependabot configured',
  category: 'source',
  weight: 6,
  controls: [
    ...ssdf('PW.4.4', 'RV.2.2'),
    ...sp80053('SI-2'),
    ...cis16('16.5'),
    ...samm('O-EM-B'),
  ],
  advice:
    'Set up Dependabot or Renovate for every ecosystem in use, and ignore packages only for a reason.',
  work: 'setting',
  options: {},
  run({ source }) {
    if (!source) return unknown('The source files are unknown.');
    const tools = updateToolsOf(source);
    if (tools.length === 0) {
      return source.complete
        ? fail('No update tool is set up.')
        : unknown('Not all of the source could be read.');
    }
    const names = [...new Set(tools.map(({ tool }) => tool))].join(' and ');
    const ignoring = tools.flatMap(({ path, ignoring: settings }) =>
      settings.map(({ line, text }) => ({
        kind: 'file' as const,
        file: path,
        ...(line === undefined ? {} : { line }),
        text,
      })),
    );
    if (ignoring.length > 0) {
      return fail(`${names} is configured to skip security fixes.`, ignoring);
    }
    return pass(
      `${names} is set up.`,
      tools.map(({ path, tool }) => ({
        kind: 'file',
        file: path,
        text: `Settings of ${tool}`,
      })),
    );
  },
});
