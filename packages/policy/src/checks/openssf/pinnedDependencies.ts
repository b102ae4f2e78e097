import {
  isDockerfile,
  isImageDigest,
  isVendored,
  readDockerfile,
} from '../../source/dockerfile';
import type { SourceTree } from '../../source/sourceTree';
import { missingTexts, textsOf } from '../../source/sourceTree';
import { type Download, downloadsOf } from '@safety-curtain/input';
import { isShellScript } from '../../source/wantedFiles';
import { type Job, scriptLine, type Workflow } from '../../source/workflow';
import type { Evidence } from '../check';
import { cis16, samm, sp80053, ssdf } from '../controls';
import { openSsfCheck } from './openSsfCheck';
import { NO_SOURCE, workflowsOf } from './workflows';

interface Use {
  /** Uses of one group are counted together. */
  group: string;
  pinned: boolean;
  file: string;
  line: number;
  text: string;
}

const GITHUB_ACTION = 'action of GitHub';
const OTHER_ACTION = 'action of others';

/**
 * OpenSSF Pinned-Dependencies: the share of what is pinned by hash, each
 * ecosystem by its number of uses; of actions, those of others weigh 8 and
 * GitHub's own 2 where there are both.
 */
export const pinnedDependencies = openSsfCheck({
  name: 'Pinned-Dependencies',
  title: 'Build dependencies pinned by hash',
  controls: [
    ...ssdf('PO.5.1', 'PW.4.4'),
    ...sp80053('SR-4', 'SI-7'),
    ...cis16('16.5'),
    ...samm('I-SB-A', 'I-SB-B'),
  ],
  advice:
    'Pin actions by commit and images by digest, install with a frozen lock file, and verify what a script downloads before it runs.',
  work: 'setting',
  score({ source }) {
    if (!source) return NO_SOURCE;
    const uses = usesOf(source);
    if (uses.length === 0) return { nothing: 'Nothing is fetched in a build.' };
    const unpinned = uses.filter(({ pinned }) => !pinned);
    return {
      score: scoreOf(uses),
      reason: `${uses.length - unpinned.length} of ${
        uses.length
      } are pinned by hash`,
      evidence: unpinned.map(evidenceOf),
    };
  },
});

function evidenceOf({ group, file, line, text }: Use): Evidence {
  return { kind: 'file', file, line, text: `${group}, not pinned: ${text}` };
}

function scoreOf(uses: readonly Use[]): number {
  const groups = new Set(uses.map(({ group }) => group));
  const both = groups.has(GITHUB_ACTION) && groups.has(OTHER_ACTION);
  let pinned = 0;
  let total = 0;
  for (const use of uses) {
    const weight = weightOf(use.group, both);
    total += weight;
    if (use.pinned) pinned += weight;
  }
  return Math.floor((10 * pinned) / total);
}

function weightOf(group: string, both: boolean): number {
  if (both && group === GITHUB_ACTION) return 2;
  return both && group === OTHER_ACTION ? 8 : 10;
}

function usesOf(source: SourceTree): Use[] {
  const [missing] = missingTexts(
    source,
    path => isDockerfile(path) || isOwnScript(path),
  );
  if (missing) throw new Error(`${missing.path}: ${missing.reason}`);
  return [
    ...workflowsOf(source).flatMap(workflowUses),
    ...textsOf(source, isDockerfile).flatMap(dockerfileUses),
    ...textsOf(source, isOwnScript).flatMap(({ path, text }) =>
      downloadsOf(text, 1).map(download => useOf(path, download)),
    ),
  ];
}

function isOwnScript(path: string): boolean {
  return isShellScript(path) && !isVendored(path);
}

function useOf(file: string, { tool, pinned, line, text }: Download): Use {
  const group = tool === 'download then run' ? tool : `${tool} command`;
  return { group, pinned, file, line, text };
}

function dockerfileUses({ path, text }: { path: string; text: string }): Use[] {
  const { images, scripts } = readDockerfile(path, text);
  const fetched = new Set<string>();
  return [
    // Templates name what is only filled in later.
    ...(/template|\.tmpl$|\.tpl$/i.test(path) ? [] : images).map(image => ({
      group: 'container image',
      pinned: isImageDigest(image.text),
      file: path,
      line: image.line,
      text: image.text,
    })),
    ...scripts.flatMap(script =>
      downloadsOf(script.text, script.line, fetched).map(download =>
        useOf(path, download),
      ),
    ),
  ];
}

function workflowUses({ path, jobs }: Workflow): Use[] {
  return jobs.flatMap(job => [
    ...actionUses(path, job),
    ...scriptUses(path, job),
  ]);
}

function actionUses(path: string, job: Job): Use[] {
  return [job.uses, ...job.steps.map(step => step.uses)].flatMap(uses => {
    // What is in the repository itself is as fixed as the repository.
    if (!uses || uses.text === '' || uses.text.startsWith('./')) return [];
    const image = uses.text.startsWith('docker://');
    return [
      {
        group: /^(?:actions|github)\//.test(uses.text)
          ? GITHUB_ACTION
          : OTHER_ACTION,
        pinned: image
          ? isImageDigest(uses.text)
          : /@[a-f\d]{40,64}$/.test(uses.text.trim()),
        file: path,
        line: uses.line,
        text: uses.text,
      },
    ];
  });
}

function scriptUses(path: string, job: Job): Use[] {
  const windows =
    job.runsOn.length > 0 && job.runsOn.every(name => /windows/i.test(name));
  const fetched = new Set<string>();
  return job.steps.flatMap(({ run, shell }) => {
    const used = shell ?? job.shell ?? (windows ? 'pwsh' : 'bash');
    if (!run || !/^(?:\S*\/)?(?:ba|mk)?sh\b/.test(used)) return [];
    return downloadsOf(run.text, scriptLine(run), fetched).map(download =>
      useOf(path, download),
    );
  });
}
