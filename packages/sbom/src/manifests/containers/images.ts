import { GraphBuilder } from '../../graph/graphBuilder';
import type { Scope } from '../../model';
import type { ReaderResult } from '../reader';
import { quoted, Warnings } from '../warnings';
import { imageFacts, parseImage } from './imageReference';

/** Collects the images that a file names. */
export class Images {
  readonly warnings = new Warnings();
  private readonly builder = new GraphBuilder();

  /** @param text - as it is written, with what is known of variables filled in */
  add(text: string, scope: Scope): void {
    const image = parseImage(text.trim());
    if (!image) {
      this.warnings.add(
        /[${]/.test(text)
          ? `the image ${quoted(
              text,
            )} is named by a variable whose value the file does not give: it is not counted`
          : `${quoted(text)} is no name of an image: it is not counted`,
      );
      return;
    }
    const facts = imageFacts(image, scope);
    const key = `${facts.purl} ${scope}`;
    this.builder.add(key, facts);
    this.builder.require(key, scope);
  }

  result(): ReaderResult {
    return {
      graph: 'flat',
      components: this.builder.components(),
      warnings: this.warnings.list(),
    };
  }
}
