import { Link } from '@tanstack/react-router';
import type { GridAnswer, GridCell } from '../../api/types.ts';
import { paths } from '../../paths.ts';
import { useAddress } from '../../state/useAddress.ts';
import { Card } from '../../ui/Card.tsx';
import { Iso } from '../../ui/Iso.tsx';
import { useLanguage } from '../../words/useLanguage.ts';
import styles from './GridCard.module.css';

/** The metric that counts the customers of one cell, and so opens them. */
const CELL_METRIC = 'rfm_segment';
const SCORES = [1, 2, 3, 4, 5];

interface Props {
  grid: GridAnswer;
  dimmed: boolean;
}

/** Customers by how lately, and how often and for how much, they bought. */
export function GridCard({ grid, dimmed }: Props) {
  const { words, format } = useLanguage();
  const largest = Math.max(1, ...grid.cells.map(({ customers }) => customers));
  const at = (recency: number, other: number) =>
    grid.cells.find((cell) => cell.recency === recency && cell.frequency_value === other);
  return (
    <Card title={words.say('ui.grid.title')} dimmed={dimmed}>
      <div className={styles.region} tabIndex={0} role="region" aria-label={words.say('ui.grid.title')}>
        <table className={styles.grid}>
          <thead>
            <tr>
              <th scope="col">
                <small>{words.say('ui.grid.recency')}</small>
              </th>
              {SCORES.map((score) => (
                <th key={score} scope="col">
                  <small>{words.say('ui.grid.frequency_value')}</small> {format.number(score)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {SCORES.toReversed().map((recency) => (
              <tr key={recency}>
                <th scope="row">
                  <small>{words.say('ui.grid.recency')}</small> {format.number(recency)}
                </th>
                {SCORES.map((other) => {
                  const cell = at(recency, other);
                  return <td key={other}>{cell && <Cell cell={cell} share={cell.customers / largest} />}</td>;
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className={styles.note}>{words.say('ui.grid.note')}</p>
    </Card>
  );
}

function Cell({ cell, share }: { cell: GridCell; share: number }) {
  const { words, format, figures } = useLanguage();
  const { address } = useAddress();
  const link = paths.behind(CELL_METRIC, {
    ...address,
    'param.segment': 'any',
    'param.recency_score': String(cell.recency),
    'param.frequency_value_score': String(cell.frequency_value),
  });
  return (
    <Link {...link} className={styles.cell}>
      <span className={styles.segment}>{words.maybe(`ui.option.${cell.segment}`) ?? cell.segment}</span>
      <Iso className={styles.count}>{format.number(cell.customers)}</Iso>
      <Iso className={styles.value}>{figures.short(cell.value, 'money')}</Iso>
      <svg className={styles.bar} aria-hidden="true" preserveAspectRatio="none" viewBox="0 0 100 1">
        <rect width={100 * share} height="1" />
      </svg>
    </Link>
  );
}
