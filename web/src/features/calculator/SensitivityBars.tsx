import { max } from 'd3-array';
import type { CalculatorResult, Value } from '../../api/types.ts';
import { Iso } from '../../ui/Iso.tsx';
import { plain } from '../../words/figures.ts';
import { useLanguage } from '../../words/useLanguage.ts';
import styles from './CalculatorPage.module.css';

/** How far the result would move, one number at a time; the strongest first. */
export function SensitivityBars({ result, step }: { result: CalculatorResult; step: number }) {
  const { words, format, figures } = useLanguage();
  const base = plain(result.figure.value);
  if (base === null || result.sensitivity.length === 0) return null;
  const moved = (value: Value) => (plain(value) ?? base) - base;
  const widest = max(result.sensitivity.flatMap(({ lower, upper }) => [Math.abs(moved(lower)), Math.abs(moved(upper))])) ?? 0;
  const bar = (value: Value, size: string | undefined) => {
    const by = moved(value);
    const width = widest === 0 ? 0 : (Math.abs(by) / widest) * 50;
    const at = by < 0 ? 50 - width : 50;
    return <span className={`${styles.bar} ${size ?? ''}`} style={{ insetInlineStart: `${at}%`, inlineSize: `${width}%` }} />;
  };
  return (
    <details className={styles.sensitivity}>
      <summary>{words.say('ui.calculator.sensitivity', { percent: format.share(step, 1) })}</summary>
      <ul>
        {result.sensitivity.map(({ input, lower, upper }) => {
          const name = words.say(`calculator.inputs.${input}`);
          const [low, high] = [figures.exact(lower, result.unit), figures.exact(upper, result.unit)];
          return (
            <li key={input} aria-label={words.say('ui.calculator.effect', { input: name, lower: low, upper: high })}>
              <span>{name}</span>
              <span className={styles.track} aria-hidden="true">
                {bar(lower, styles.lower)}
                {bar(upper, styles.upper)}
              </span>
              <span className={styles.ends} aria-hidden="true">
                <Iso>{low}</Iso> … <Iso>{high}</Iso>
              </span>
            </li>
          );
        })}
      </ul>
    </details>
  );
}
