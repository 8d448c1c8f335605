/**
 * The parts with that many digits after the point, by largest remainder: they add up to the rounded whole,
 * as the same step on the server does.
 */
export function apportion(parts: number[], digits: number): number[] {
  const scale = 10 ** digits;
  // Far below one unit: what floating numbers lose must not push a part under the next unit.
  const scaled = parts.map((part) => Number((part * scale).toFixed(6)));
  const floors = scaled.map(Math.floor);
  const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);
  const missing = Math.round(sum(scaled)) - sum(floors);
  const byLoss = scaled
    .map((number, index) => ({ index, loss: number - (floors[index] ?? 0) }))
    .sort((a, b) => b.loss - a.loss)
    .slice(0, missing);
  const raised = new Set(byLoss.map(({ index }) => index));
  return floors.map((floor, index) => (floor + (raised.has(index) ? 1 : 0)) / scale);
}
