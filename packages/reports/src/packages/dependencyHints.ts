import type { ToolRule } from '../model/toolReport';
import { placeAt } from '../report/lines';
import type { ReportBuilder } from '../report/ReportBuilder';
import { plainName } from '../text/plainText';
import { packageNamed } from './reportedPackage';

/** What a tool can say of how a project declares what it uses. */
export type DependencyHint =
  | 'unused-dependency'
  | 'unused-development-dependency'
  | 'undeclared-dependency'
  | 'transitive-dependency'
  | 'misplaced-dependency';

const rules: Record<DependencyHint, Pick<ToolRule, 'title' | 'description'>> = {
  'unused-dependency': {
    title: 'Dependency that nothing uses',
    description:
      'The project asks for a package that no file of it was seen to use. It can be removed, unless it is used in a way that the tool does not see.',
  },
  'unused-development-dependency': {
    title: 'Development dependency that nothing uses',
    description:
      'The project asks for a package for development that nothing was seen to use.',
  },
  'undeclared-dependency': {
    title: 'Package that is used and not declared',
    description:
      'A file uses a package that the project does not ask for: which version it gets, and from whom, is left to chance.',
  },
  'transitive-dependency': {
    title: 'Package that is used and comes in through another',
    description:
      'A file uses a package that is only there because another one asks for it, and may be gone with its next version.',
  },
  'misplaced-dependency': {
    title: 'Dependency declared for development that is used in production',
    description:
      'The project asks for a package for development only, and uses it elsewhere.',
  },
};

/** Where a tool says so, and of what. */
interface Hinted {
  ecosystem: 'npm' | 'PyPI';
  name: unknown;
  file?: unknown;
  line?: unknown;
  column?: unknown;
  root?: string;
}

/**
 * Adds a hint about how dependencies are declared. It is no weakness by itself: its severity is
 * low, and the tool may have missed a use.
 */
export function addHint(
  report: ReportBuilder,
  hint: DependencyHint,
  { ecosystem, name, file, line, column, root }: Hinted,
): void {
  const shown = plainName(name);
  const about = packageNamed(shown, undefined, ecosystem);
  if (shown === undefined || !about) return;
  const place = placeAt(file, { startLine: line, startColumn: column }, root);
  report.rule({ id: hint, ...rules[hint], cwes: [], tags: [] });
  report.add(
    {
      kind: 'package-risk',
      rule: hint,
      severity: 'low',
      confidence: 'medium',
      message: `${rules[hint].title}: ${shown}`,
      ...(place && { place }),
      package: about,
    },
    [about.name, place?.path],
  );
}
