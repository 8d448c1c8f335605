import { parseNumber, plainNumber } from '../../words/parseNumber.ts';

/** A number that is changed to see what follows, as the address holds them: `customers_lost:-10%|orders:+50`. */
export interface Change {
  input: string;
  /** `+10%`, `-500`, or `750` for another number in its place. */
  by: string;
}

const PERCENT = 100;

export function readChanges(text: string | undefined): Change[] {
  return (text ?? '')
    .split('|')
    .filter((part) => part.includes(':'))
    .map((part) => ({ input: part.slice(0, part.indexOf(':')), by: part.slice(part.indexOf(':') + 1) }));
}

export function writeChanges(changes: Change[]): string | undefined {
  return changes.length === 0 ? undefined : changes.map(({ input, by }) => `${input}:${by}`).join('|');
}

/** A change as people of a language type it, as the API reads it; `undefined` when it is none. Shares are typed in percent. */
export function plainChange(text: string, unit: string, tag: string): string | undefined {
  const plain = text
    .replace(/[\s\u200e\u200f]/g, '')
    .replace(/−/g, '-')
    .replace(/٪$/, '%');
  const sign = /^[+-]/.exec(plain)?.[0] ?? '';
  const ofItself = plain.endsWith('%');
  // A percentage without a sign could mean two things.
  if (ofItself && sign === '') return undefined;
  const number = parseNumber(plain.slice(sign.length, ofItself ? -1 : undefined), tag);
  if (number === undefined || number < 0) return undefined;
  return ofItself ? `${sign}${plainNumber(number)}%` : `${sign}${plainNumber(number / (unit === 'share' ? PERCENT : 1))}`;
}

/** The same back, for the field. */
export function typedChange(by: string, unit: string, write: (number: number) => string): string {
  const sign = /^[+-]/.exec(by)?.[0] ?? '';
  const ofItself = by.endsWith('%');
  const number = Number(by.slice(sign.length, ofItself ? -1 : undefined));
  return `${sign}${write(ofItself ? number : number * (unit === 'share' ? PERCENT : 1))}${ofItself ? '%' : ''}`;
}
