/** Numbers that are added one by one, four bytes each. */
class Numbers {
  private room = new Int32Array(64);
  length = 0;

  at(index: number): number {
    return this.room[index];
  }

  set(index: number, value: number): void {
    this.room[index] = value;
  }

  push(value: number): void {
    if (this.length === this.room.length) {
      const larger = new Int32Array(this.length * 2);
      larger.set(this.room);
      this.room = larger;
    }
    this.room[this.length] = value;
    this.length += 1;
  }
}

/** The edges of all occurrences: of each a chain through one list, from its last edge to its first. */
export class Edges {
  /** By source, the place of its last edge; -1 where it has none. */
  private readonly last = new Numbers();
  /** Target index, doubled, plus 1 for an optional edge. */
  private readonly edges = new Numbers();
  /** By place, that of the edge before it. */
  private readonly before = new Numbers();

  get count(): number {
    return this.edges.length;
  }

  add(source: number, edge: number): void {
    while (this.last.length <= source) this.last.push(-1);
    this.before.push(this.last.at(source));
    this.last.set(source, this.edges.length);
    this.edges.push(edge);
  }

  *of(source: number): Generator<number> {
    if (source >= this.last.length) return;
    for (let at = this.last.at(source); at >= 0; at = this.before.at(at)) {
      yield this.edges.at(at);
    }
  }

  *all(): Generator<number> {
    for (let at = 0; at < this.edges.length; at++) yield this.edges.at(at);
  }
}
