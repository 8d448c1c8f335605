import type { MeasureReceipt } from '../../api/types.ts';
import { DefinitionList } from '../../ui/DefinitionList.tsx';
import { Iso } from '../../ui/Iso.tsx';
import { useLanguage } from '../../words/useLanguage.ts';
import { ModelPart } from './ModelPart.tsx';
import styles from './ReceiptPanel.module.css';
import { measureNumber } from './useReceiptNumbers.ts';

interface Props {
  measure: MeasureReceipt;
  currency: string;
}

/** One measure: its number, its window, what was left out and why, and the statement that gave it. */
export function MeasureReceiptPart({ measure, currency }: Props) {
  const { words, format } = useLanguage();
  return (
    <details className={styles.measure} open>
      <summary>
        <code dir="ltr">{measure.name}</code>
        <Iso>{measureNumber(measure, currency, format)}</Iso>
      </summary>
      <DefinitionList
        entries={[
          { term: words.say('ui.receipt.fact'), text: `${measure.fact} · ${measure.kind}`, code: true },
          { term: words.say('ui.receipt.window'), text: format.range(measure.window_start, measure.window_end) },
          { term: words.say('ui.receipt.rows_counted'), text: format.number(measure.rows_counted) },
          ...measure.rows_left_out.map(({ reason, rows }) => ({
            term: words.maybe(`ui.receipt.left_out.${reason}`) ?? reason,
            text: format.number(rows),
          })),
          { term: words.say('ui.receipt.condition'), text: measure.condition ?? undefined, code: true },
        ]}
      />
      {measure.model && <ModelPart model={measure.model} />}
      {/* The figure of another metric stands on measures of its own; its goal was typed. */}
      {measure.sql !== '' && (
        <details>
          <summary>SQL</summary>
          <pre dir="ltr" tabIndex={0}>
            {measure.sql}
          </pre>
        </details>
      )}
    </details>
  );
}
