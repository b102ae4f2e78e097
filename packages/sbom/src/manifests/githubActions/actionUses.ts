import type { Located } from '@safety-curtain/input';
import { GraphBuilder } from '../../graph/graphBuilder';
import { listItems, mapEntries, textAt, valueAt } from '../../input/mergedYaml';
import { imageFacts, parseImage } from '../containers/imageReference';
import type { ReaderResult } from '../reader';
import { quoted, Warnings } from '../warnings';
import { actionFacts, knownBy, parseUse } from './actionUse';

const MAX_COMMENT = 200;

/** Collects the actions and images that a workflow or an action uses. */
export class ActionUses {
  private readonly builder = new GraphBuilder();
  private readonly warnings = new Warnings();
  private readonly lines: readonly string[];
  private readonly byComment = new Set<string>();
  private readonly unknown = new Set<string>();

  constructor(text: string) {
    this.lines = text.split(/\r?\n/);
  }

  addSteps(steps: Located | undefined): void {
    listItems(steps).forEach(step => this.addUse(valueAt(step, 'uses')));
  }

  addUse(value: Located | undefined): void {
    if (value?.kind !== 'text' || value.text === '') {
      return;
    }
    const text = value.text.trim();
    // What is in the repository itself is a part of it.
    if (/^\.{1,2}(?:\/|$)/.test(text)) {
      return;
    }
    if (/^docker:\/\//i.test(text)) {
      this.addImage(text.slice('docker://'.length));
      return;
    }
    const use = parseUse(text, this.commentBeside(value.line, text));
    if (!use) {
      this.warnings.add(
        `${quoted(
          text,
        )} names no action at a tag, branch or commit: it is not counted`,
      );
      return;
    }
    const facts = actionFacts(use);
    this.builder.add(facts.purl, facts);
    this.builder.require(facts.purl, 'development');
    const known = knownBy(use);
    if (known === 'comment') this.byComment.add(facts.name);
    if (known === 'nothing') this.unknown.add(`${facts.name}@${use.ref}`);
  }

  addImage(text: string): void {
    // An expression of several words that is no image comes without one.
    if (text === '') return;
    const image = parseImage(text.trim());
    if (!image) {
      this.warnings.add(
        text.includes('${{')
          ? `the image ${quoted(
              text,
            )} is only known when the workflow runs: it is not counted`
          : `${quoted(text)} is no name of an image: it is not counted`,
      );
      return;
    }
    const facts = imageFacts(image, 'development');
    this.builder.add(facts.purl, facts);
    this.builder.require(facts.purl, 'development');
  }

  /** Images of a job: where its steps run, and what runs beside them. */
  addContainers(job: Located): void {
    const services = mapEntries(valueAt(job, 'services'));
    for (const value of [
      valueAt(job, 'container'),
      ...services.map(([, service]) => service.value),
    ]) {
      const text = value?.kind === 'text' ? value.text : textAt(value, 'image');
      if (text !== undefined) this.addImage(text);
    }
  }

  result(): ReaderResult {
    this.warnOf(
      this.byComment,
      'by commit, and the version is the one that the comment beside each gives',
    );
    this.warnOf(
      this.unknown,
      'at a branch, or at a commit without its version in a comment: advisories about single versions cannot be matched with them',
    );
    return {
      graph: 'flat',
      components: this.builder.components(),
      warnings: this.warnings.list(),
    };
  }

  private warnOf(names: ReadonlySet<string>, how: string): void {
    const [first] = names;
    if (first !== undefined) {
      this.warnings.add(
        `actions used ${how}: ${names.size}, the first is ${quoted(first)}`,
      );
    }
  }

  /** What follows a value in its line, where it is a comment. */
  private commentBeside(line: number, text: string): string {
    const whole = this.lines[line - 1] ?? '';
    const at = whole.indexOf(text);
    const rest = at < 0 ? '' : whole.slice(at + text.length);
    return /^["']?\s+#(.*)$/s.exec(rest.slice(0, MAX_COMMENT))?.[1] ?? '';
  }
}
