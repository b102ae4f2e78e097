/** A small file that is whole, as the format's own tool writes it. */
export interface WholeFile {
  path: string;
  title: string;
  text: string;
  beside?: Record<string, string>;
  /** Where one that is cut off may look whole: its packages do not name each other. */
  cannotTell?: boolean;
}
