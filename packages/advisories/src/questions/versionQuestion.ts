import { baseEcosystem } from '../ecosystems/ecosystems';
import { MAX_VERSION_LENGTH, readVersion } from '../versions/compare';
import { VersionOrdering } from '../versions/ordering';
import { orderingOf } from '../versions/orderings';
import { Dialect, dialectOf } from './dialects';
import {
  after,
  before,
  describeInterval,
  EVERYTHING,
  from,
  intersection,
  Interval,
  isInside,
  only,
  until,
} from './interval';
import { Operand, readOperand } from './operand';

/** The longest question that is read. */
const MAX_LENGTH = 1000;

/**
 * Thrown for what is not a valid version range in an ecosystem; says what is.
 *
 * @public
 */
export class VersionQuestionError extends Error {
  constructor(
    readonly ecosystem: string,
    /** What is wrong with it, for people. */
    readonly reason: string,
    /** Ranges that the ecosystem does accept. */
    readonly examples: readonly string[],
  ) {
    super(
      `${reason}. ${ecosystem} version ranges look like ${examples.join(
        ' or ',
      )}; join alternatives with ||`,
    );
    this.name = 'VersionQuestionError';
  }
}

const BRACKETS = /\s*([[(])([^,()[\]]*)(?:(,)([^,()[\]]*))?([\])])\s*/y;
const HYPHEN = /^\s*(\S+)\s+-\s+(\S+)\s*$/;
const OPERATOR = /[\s,]*([<>=!~^≠≥≤]*)\s*([^\s,<>=≠≥≤()[\]]*)/y;

class Reader {
  constructor(
    private readonly ecosystem: string,
    private readonly ordering: VersionOrdering<unknown>,
    private readonly dialect: Dialect,
  ) {}

  read(text: string): Interval[] {
    if (text.length > MAX_LENGTH) {
      throw this.refusal(
        `A version range has at most ${MAX_LENGTH} characters`,
      );
    }
    const parts = text.split(/\s*\|\|?\s*|\s+or\s+/);
    return parts.flatMap(part => {
      if (part.trim() === '')
        throw this.refusal('A part of the range is empty');
      return this.dialect.hasBrackets && /^\s*[[(]/.test(part)
        ? this.readBrackets(part)
        : [this.readAll(part.replace(/\s+and\s+/g, ' '))];
    });
  }

  /** `[1.0,2.0),[3.0]`: any of them. */
  private readBrackets(text: string): Interval[] {
    const intervals: Interval[] = [];
    let at = 0;
    while (at < text.length) {
      BRACKETS.lastIndex = at;
      const match = BRACKETS.exec(text);
      if (!match) throw this.unreadable(text);
      const [all, open, first, comma, second, close] = match;
      intervals.push(
        comma
          ? this.readBounds(open, first.trim(), second.trim(), close)
          : this.readPoint(all, open, first.trim(), close),
      );
      at += all.length;
      if (at < text.length && text[at++] !== ',') throw this.unreadable(text);
    }
    return intervals;
  }

  private readPoint(
    all: string,
    open: string,
    version: string,
    close: string,
  ): Interval {
    if (open !== '[' || close !== ']') throw this.unreadable(all);
    return only(this.version(version));
  }

  private readBounds(
    open: string,
    lower: string,
    upper: string,
    close: string,
  ): Interval {
    const start = open === '[' ? from : after;
    const end = close === ']' ? until : before;
    return this.both(
      lower ? start(this.version(lower)) : EVERYTHING,
      upper ? end(this.version(upper)) : EVERYTHING,
    );
  }

  /** Comparators that must all hold. */
  private readAll(text: string): Interval {
    const span = this.dialect.hyphen && HYPHEN.exec(text);
    if (span) {
      const interval = this.dialect.hyphen!(
        this.operand(span[1], text),
        this.operand(span[2], text),
      );
      if (!interval) throw this.unreadable(text);
      return this.both(
        { ...interval, upper: undefined },
        { ...interval, lower: undefined },
      );
    }
    let result: Interval = EVERYTHING;
    const trimmed = text.trim();
    for (let at = 0; at < trimmed.length; ) {
      OPERATOR.lastIndex = at;
      const [all, operator, typed] = OPERATOR.exec(trimmed)!;
      if (!typed) throw this.unreadable(trimmed);
      const interval = Object.hasOwn(this.dialect.operators, operator)
        ? this.dialect.operators[operator](this.operand(typed, trimmed))
        : undefined;
      if (!interval) throw this.unreadable(trimmed);
      result = this.both(result, interval);
      at += all.length;
    }
    return result;
  }

  private both(a: Interval, b: Interval): Interval {
    const result = intersection(this.ordering, a, b);
    if (result) return result;
    const parts = [a, b].map(describeInterval).join(' and ');
    throw this.refusal(`No version is ${parts}`);
  }

  private operand(typed: string, within: string): Operand {
    const operand = readOperand(typed);
    if (!operand) throw this.unreadable(within);
    if (operand.text) this.version(operand.text);
    return operand;
  }

  /** The text, if it is a version. */
  private version(text: string): string {
    const isVersion =
      readOperand(text)?.isWild === false &&
      readVersion(this.ordering, text) !== undefined;
    if (!isVersion) throw this.unreadable(text);
    return text;
  }

  private unreadable(text: string): VersionQuestionError {
    const shown = text.trim().slice(0, MAX_VERSION_LENGTH);
    return this.refusal(
      `'${shown}' is not a valid version range in ${this.ecosystem}`,
    );
  }

  private refusal(reason: string): VersionQuestionError {
    return new VersionQuestionError(
      this.ecosystem,
      reason,
      this.dialect.examples,
    );
  }
}

/**
 * Which versions of a package somebody asks about, in the notation of the
 * package's ecosystem: npm's ranges (node-semver), Cargo's and Composer's
 * requirements, PEP 440 specifiers, RubyGems' and Hex' requirements, Maven's
 * and NuGet's brackets. Comparators joined by spaces or commas, and
 * alternatives joined by `||`, are understood everywhere.
 *
 * It differs from those tools where they choose what to install and this
 * finds what is installed: a whole version by itself is that version, and
 * pre-releases inside the bounds are inside.
 *
 * @public
 */
export class VersionQuestion {
  private constructor(
    private readonly ordering: VersionOrdering<unknown>,
    private readonly intervals: readonly Interval[],
    private readonly ignoresLocal: boolean,
  ) {}

  /**
   * @param ecosystem - an OSV ecosystem, with or without its suffix
   * @throws VersionQuestionError
   */
  static read(ecosystem: string, text: string): VersionQuestion {
    const base = baseEcosystem(ecosystem);
    const ordering = orderingOf(base);
    const dialect = dialectOf(base);
    if (!ordering) {
      throw new VersionQuestionError(
        ecosystem,
        `The order of ${ecosystem} versions is not known`,
        dialect.examples,
      );
    }
    const reader = new Reader(ecosystem, ordering, dialect);
    const ignoresLocal = base === 'PyPI' && !text.includes('+');
    return new VersionQuestion(ordering, reader.read(text), ignoresLocal);
  }

  /** Undefined for a version that cannot be ordered. */
  contains(version: string): boolean | undefined {
    // PEP 440: local parts do not count unless they are asked for.
    const asked = this.ignoresLocal ? version.replace(/\+.*$/s, '') : version;
    const value = readVersion(this.ordering, asked);
    if (value === undefined) return undefined;
    return this.intervals.some(interval =>
      isInside(this.ordering, interval, value),
    );
  }

  /** As it was understood: `≥ 4.17.0, < 5.0.0 or = 3.2.1`. */
  describe(): string {
    return [...new Set(this.intervals.map(describeInterval))].join(' or ');
  }
}
