/** Typed groups as the address holds them: `A:1000:120|B:1010:150`, or `A:100:5.2:1.1|…`. */
export interface TypedGroup {
  name: string;
  n: string;
  /** Successes, or the mean. */
  first: string;
  /** Standard deviation, for means. */
  second: string;
}

export const EMPTY: TypedGroup = { name: '', n: '', first: '', second: '' };
export const FEWEST_GROUPS = 2;
export const MOST_GROUPS = 10;

export function readGroups(text: string | undefined): TypedGroup[] {
  const groups = (text ?? '').split('|').map((part) => {
    const [name = '', n = '', first = '', second = ''] = part.split(':').map(decode);
    return { name, n, first, second };
  });
  return groups.length < FEWEST_GROUPS ? [{ ...EMPTY, name: 'A' }, { ...EMPTY, name: 'B' }] : groups;
}

export function writeGroups(groups: TypedGroup[], means: boolean): string {
  return groups
    .map(({ name, n, first, second }) => [name, n, first, ...(means ? [second] : [])].map(encode).join(':'))
    .join('|');
}

/** Whether every group has all its numbers and a name of its own, so that it can be asked. */
export function isComplete(groups: TypedGroup[], means: boolean): boolean {
  return groups.every(
    ({ name, n, first, second }, position) =>
      [name, n, first, ...(means ? [second] : [])].every((part) => part !== '') && !isTwin(groups, position),
  );
}

/** Whether another group has the same name, so that nobody could tell which is which. */
export function isTwin(groups: TypedGroup[], position: number): boolean {
  const name = groups[position]?.name.trim();
  return name !== '' && groups.some((group, at) => at !== position && group.name.trim() === name);
}

const encode = (text: string) => encodeURIComponent(text);

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
