export interface WaterfallBar {
  /** Where the bar begins and how long it is, as parts of the whole width. */
  start: number;
  size: number;
}

export interface WaterfallLayout {
  bars: WaterfallBar[];
  /** Where the value stood before, and where it stands now. */
  before: number;
  now: number;
}

/**
 * Steps from one value to another, each bar beginning where the one before it ended. Only differences have a length:
 * the scale reaches from the lowest to the highest level on the way.
 */
export function layoutWaterfall(effects: readonly number[]): WaterfallLayout {
  const levels = effects.reduce<number[]>((passed, effect) => [...passed, (passed.at(-1) ?? 0) + effect], [0]);
  const [low, high] = [Math.min(...levels), Math.max(...levels)];
  const at = (level: number) => (high === low ? 0 : (level - low) / (high - low));
  return {
    bars: effects.map((effect, index) => {
      const [from, to] = [levels[index] ?? 0, levels[index + 1] ?? 0];
      return { start: at(Math.min(from, to)), size: at(low + Math.abs(effect)) };
    }),
    before: at(0),
    now: at(levels.at(-1) ?? 0),
  };
}
