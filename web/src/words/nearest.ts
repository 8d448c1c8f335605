import { fold } from './fold.ts';

/** As like as this a name must be to be meant. */
const LIKE = 0.6;

/** Letters to add, drop, change or swap with their neighbour to come from one text to the other. */
function distance(from: string, to: string): number {
  let [beforeLast, last]: [number[], number[]] = [[], Array.from({ length: to.length + 1 }, (_, column) => column)];
  for (let row = 1; row <= from.length; row += 1) {
    const now = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const same = from[row - 1] === to[column - 1];
      const swapped = row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      const steps = [(last[column] ?? 0) + 1, (now[column - 1] ?? 0) + 1, (last[column - 1] ?? 0) + (same ? 0 : 1)];
      if (swapped) steps.push((beforeLast[column - 2] ?? 0) + 1);
      now.push(Math.min(...steps));
    }
    [beforeLast, last] = [last, now];
  }
  return last[to.length] ?? 0;
}

function likeness(from: string, to: string): number {
  return 1 - distance(from, to) / Math.max(from.length, to.length, 1);
}

/** The texts most like what was typed, as a whole or in one of their words; the most alike first. */
export function nearest<T>(typed: string, known: readonly T[], textOf: (one: T) => string, most: number): T[] {
  const wanted = fold(typed.trim());
  const judged = known.map((one) => {
    const text = fold(textOf(one));
    const words = text.split(/\s+/).map((word) => likeness(wanted, word));
    return { one, like: Math.max(likeness(wanted, text), ...words) };
  });
  const near = judged.filter(({ like }) => like >= LIKE).sort((a, b) => b.like - a.like);
  return near.slice(0, most).map(({ one }) => one);
}
