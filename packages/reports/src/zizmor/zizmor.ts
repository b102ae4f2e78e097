import { isFields, listOf, textOf, type Fields } from '@safety-curtain/input';
import { secretHashOf } from '../identity/fingerprint';
import { mayQuoteSecret } from '../identity/secretRules';
import type { Place } from '../model/toolReport';
import type { ReportReader } from '../reader';
import { placeAt } from '../report/lines';
import { ReportBuilder, toolOf } from '../report/ReportBuilder';
import { confidenceOf, severityOfWord } from '../severity/severity';
import { plainName, plainText, webAddress } from '../text/plainText';

/** `zizmor --format json`; what comments ignore is in it with `--no-ignores`. */
export const zizmor: ReportReader = {
  id: 'zizmor',
  name: 'zizmor',
  ofLists: true,
  recognizes: ({ json }) => {
    const [first] = listOf(json);
    return (
      isFields(first) &&
      typeof first.ident === 'string' &&
      isFields(first.determinations) &&
      Array.isArray(first.locations)
    );
  },
  read({ json }, { maxResults, salt, root }) {
    const report = new ReportBuilder(toolOf('zizmor', 'zizmor'), maxResults);
    for (const found of listOf(json).filter(isFields)) {
      addFound(report, found, salt, root);
    }
    return [report.report()];
  },
};

function addFound(
  report: ReportBuilder,
  found: Fields,
  salt: Uint8Array,
  root?: string,
): void {
  const rule = plainName(found.ident) ?? 'unknown';
  const title = plainName(found.desc);
  const helpUri = webAddress(found.url);
  const determined = isFields(found.determinations) ? found.determinations : {};
  const confidence = confidenceOf(determined.confidence);
  const { symbolic, concrete } = primaryOf(found);
  const steps = routeOf(symbolic);
  const annotation = mayQuoteSecret({ id: rule, title })
    ? undefined
    : plainText(symbolic.annotation);
  const place = placeIn(symbolic, concrete, root);
  const object = plainName(steps.join('.'));
  const [fix] = listOf(found.fixes).filter(isFields);
  const proposed = mayQuoteSecret({ id: rule, title })
    ? undefined
    : plainText(fix?.title);
  report.rule({
    id: rule,
    ...(title !== undefined && { title }),
    ...(helpUri !== undefined && { helpUri }),
    cwes: [],
    tags: [],
  });
  report.add(
    {
      kind: 'configuration',
      rule,
      severity: severityOfWord(determined.severity),
      ...(confidence !== undefined && { confidence }),
      message:
        [title, annotation].filter(text => text !== undefined).join(': ') ||
        rule,
      ...(place && { place }),
      ...(object !== undefined && { object }),
      ...(found.ignored === true && {
        suppression: { kind: 'source', status: 'accepted' },
      }),
      ...(proposed !== undefined && { fix: proposed }),
    },
    [
      place?.path,
      // A step has another number where one is added before it.
      steps.filter(step => !/^\d+$/.test(step)).join('.'),
      annotation,
      // It may be a password.
      secretHashOf(featureOf(symbolic, concrete), salt),
    ],
  );
}

interface Location {
  symbolic: Fields;
  concrete: Fields;
}

function primaryOf({ locations }: Fields): Location {
  const all = listOf(locations)
    .slice(0, 100)
    .filter(isFields)
    .map(({ symbolic, concrete }) => ({
      symbolic: isFields(symbolic) ? symbolic : {},
      concrete: isFields(concrete) ? concrete : {},
    }));
  return (
    all.find(({ symbolic }) => symbolic.kind === 'Primary') ??
    all[0] ?? { symbolic: {}, concrete: {} }
  );
}

/** Keys and numbers that lead to it: `jobs`, `build`, `steps`, `0`. */
function routeOf({ route }: Fields): string[] {
  const given = isFields(route) ? route.route ?? route.components : route;
  return listOf(given)
    .slice(0, 50)
    .map(step =>
      isFields(step) ? plainName(step.Key) ?? plainName(step.Index) : undefined,
    )
    .filter(step => step !== undefined);
}

/** Rows and columns count from 0; the end is behind it. */
function placeIn(
  { key }: Fields,
  { location }: Fields,
  root?: string,
): Place | undefined {
  const { Local, Remote }: Fields = isFields(key) ? key : {};
  const file = isFields(Local)
    ? Local.verbatim_path ?? Local.given_path
    : isFields(Remote) && Remote.path;
  const { start_point: start, end_point: end }: Fields = isFields(location)
    ? location
    : {};
  const startLine = after(start, 'row');
  const ends = isFields(end) ? end : {};
  // A block ends at the begin of the line behind it.
  const isBehind =
    ends.column === 0 && typeof ends.row === 'number' && ends.row > 0;
  return placeAt(
    file,
    {
      startLine,
      endLine: isBehind ? ends.row : after(end, 'row'),
      startColumn: after(start, 'column'),
      endColumn: isBehind ? undefined : ends.column,
    },
    root,
  );
}

function after(point: unknown, name: 'row' | 'column'): number | undefined {
  const value = isFields(point) ? point[name] : undefined;
  return typeof value === 'number' ? value + 1 : undefined;
}

/** What stands there: the part that matters, else its first line. */
function featureOf(
  { feature_kind: kind }: Fields,
  { feature }: Fields,
): string {
  const part = isFields(kind) ? kind.Subfeature : undefined;
  const fragment = isFields(part) ? part.fragment : undefined;
  const raw = isFields(fragment) ? Object.values(fragment)[0] : fragment;
  const whole = textOf(feature)?.trim().split('\n', 1)[0];
  return textOf(raw) ?? whole ?? '';
}
