/**
 * The address is the state: one typed reader and writer for the search part.
 * `?p=90d&g=week&vs=py&f=channel:email|web,!country:DE&slice=channel&param.window_days=90`
 */
import type { Grain } from '../api/types.ts';

export type Comparison = 'pp' | 'py' | 'none';

export interface Filter {
  dimension: string;
  /** An empty text is "not set". */
  values: string[];
  exclude: boolean;
}

export interface Address {
  p?: string;
  g?: Grain;
  vs?: Comparison;
  /** The day whose exchange rates hold for every amount. */
  fx?: string;
  f?: string;
  slice?: string;
  /** How a table is shown: `curves`. */
  view?: string;
  /** What of it is shown: `revenue`, `money`. */
  show?: string;
  /** A cell of a table of cohorts: first day of the cohort, and buckets after joining. */
  cohort?: string;
  at?: string;
  /** A step of a funnel. */
  step?: string;
  /** Numbers of the calculator that are changed to see what follows: `orders:+10%`. */
  what_if?: string;
  /** The column a list is sorted by, `-` before it for the largest first. */
  sort?: string;
  /** Text of a search field. */
  q?: string;
  lang?: string;
  [parameter: `param.${string}`]: string | undefined;
}

export const GRAINS: readonly Grain[] = ['day', 'week', 'month', 'quarter', 'year'];
export const COMPARISONS: readonly Comparison[] = ['pp', 'py', 'none'];

const DAY = String.raw`\d{4}-\d{2}-\d{2}`;
const ONE_DAY = new RegExp(`^${DAY}$`);
const PERIOD = new RegExp(
  String.raw`^(today|\d{1,4}d|\d{1,3}m|month|quarter|year|last_month|last_quarter|last_year|\d{4}|\d{4}-Q[1-4]|\d{4}-\d{2}|${DAY}|${DAY}\.\.${DAY})$`,
);

/** Unknown values fall back to the default by being left out. */
export function readAddress(search: Record<string, unknown>): Address {
  const text = (name: string) => (typeof search[name] === 'string' && search[name] !== '' ? (search[name] as string) : undefined);
  const among = <T extends string>(known: readonly T[], name: string) => known.find((value) => value === text(name));
  const period = text('p');
  const address: Address = {};
  if (period && PERIOD.test(period)) address.p = period;
  const grain = among(GRAINS, 'g');
  if (grain) address.g = grain;
  const comparison = among(COMPARISONS, 'vs');
  if (comparison) address.vs = comparison;
  const rates = text('fx');
  if (rates && ONE_DAY.test(rates)) address.fx = rates;
  for (const name of ['f', 'slice', 'view', 'show', 'cohort', 'at', 'step', 'what_if', 'sort', 'q', 'lang'] as const) {
    const value = text(name);
    if (value) address[name] = value;
  }
  for (const name of Object.keys(search)) {
    const value = text(name);
    if (name.startsWith('param.') && value) address[name as `param.${string}`] = value;
  }
  return address;
}

/** What an address asks for that no page understands, as it was written: `p=tomorrow`. */
export function notUnderstood(search: Record<string, string>): string[] {
  const read = readAddress(search);
  return (['p', 'g', 'vs', 'fx'] as const).filter((name) => search[name] && read[name] === undefined).map((name) => `${name}=${search[name]}`);
}

/** The part of the address that figures depend on. */
export function questionOf(address: Address): Record<string, string | undefined> {
  const { q: _search, lang: _language, view: _view, show: _show, at: _at, cohort: _cohort, step: _step, what_if: _whatIf, sort: _sort, ...question } = address;
  return question;
}

/** What is typed into the calculator: numbers, ways of counting, and what is tried. */
export function typedNumbers(address: Address): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(address).filter(([name]) => name.startsWith('param.') || name === 'what_if'));
}

/** What goes along from page to page: period, comparison, exchange rates and filters, not the slice or a metric's parameters. */
export function carriedOver(address: Address): Address {
  const { p, g, vs, fx, f } = address;
  return Object.fromEntries(Object.entries({ p, g, vs, fx, f }).filter(([, value]) => value !== undefined));
}

export function readSearch(text: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(text));
}

export function writeSearch(search: Record<string, unknown>): string {
  const filled = Object.entries(search).filter((entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1] !== '');
  // Colons, commas and bars may stand in a search part; escaped they are hard to read and to type.
  const text = new URLSearchParams(filled).toString().replace(/%3A/g, ':').replace(/%2C/g, ',').replace(/%7C/g, '|').replace(/%21/g, '!');
  return text ? `?${text}` : '';
}

const encodeValue = (value: string) => encodeURIComponent(value).replace(/!/g, '%21');

export function readFilters(text: string | undefined): Filter[] {
  return divided(text ?? '')
    .filter((part) => part.includes(':'))
    .map((part) => {
      const exclude = part.startsWith('!');
      const colon = part.indexOf(':');
      return {
        dimension: part.slice(exclude ? 1 : 0, colon),
        values: part
          .slice(colon + 1)
          .split('|')
          .map(decode),
        exclude,
      };
    });
}

/** A comma divides filters only where a dimension follows it: `product:Cleaner, 1 l` is one, for the server too. */
function divided(text: string): string[] {
  const filters: string[] = [];
  for (const piece of text.split(',')) {
    if (piece === '') continue;
    if (filters.length > 0 && !piece.includes(':')) filters.push(`${filters.pop()},${piece}`);
    else filters.push(piece);
  }
  return filters;
}

/** What is no percent sign with two digits stands as it is: `50 %, %2C` holds one comma more. */
function decode(value: string): string {
  const text = new TextDecoder('utf-8', { ignoreBOM: true });
  return value.replace(/(?:%[0-9a-f]{2})+/gi, (run) => text.decode(Uint8Array.from(run.split('%').slice(1), (digits) => Number.parseInt(digits, 16))));
}

export function writeFilters(filters: Filter[]): string | undefined {
  const text = filters
    .filter((filter) => filter.values.length > 0)
    .map(({ dimension, values, exclude }) => `${exclude ? '!' : ''}${dimension}:${values.map(encodeValue).join('|')}`)
    .join(',');
  return text === '' ? undefined : text;
}

export type FilterMode = 'replace' | 'add' | 'exclude';

/** The filters after a click on a value; clicking the only chosen value again takes it away. */
export function withValue(filters: Filter[], dimension: string, value: string, mode: FilterMode): Filter[] {
  const exclude = mode === 'exclude';
  const same = filters.find((filter) => filter.dimension === dimension && filter.exclude === exclude);
  const others = filters.filter((filter) => filter.dimension !== dimension || (mode !== 'replace' && filter.exclude !== exclude));
  if (same?.values.includes(value)) {
    const rest = same.values.filter((other) => other !== value);
    return rest.length > 0 && mode !== 'replace' ? [...others, { ...same, values: rest }] : others;
  }
  const values = mode === 'replace' || !same ? [value] : [...same.values, value];
  return [...others, { dimension, values, exclude }];
}
