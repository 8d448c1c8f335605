import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Search } from '../../api/client.ts';
import type { CustomerRow, CustomersAnswer, Unit } from '../../api/types.ts';
import { paths } from '../../paths.ts';
import { useAddress } from '../../state/useAddress.ts';
import { Button } from '../../ui/Button.tsx';
import { Iso } from '../../ui/Iso.tsx';
import table from '../../ui/table.module.css';
import { useLanguage } from '../../words/useLanguage.ts';
import styles from './BehindPage.module.css';
import { RowsBehind } from './RowsBehind.tsx';

interface Props {
  row: CustomerRow;
  metric: string;
  unit: Unit;
  answer: CustomersAnswer;
  /** Top and bottom of the value are shown. */
  quotient: boolean;
  /** Its rows can be looked at. */
  opens: boolean;
  question: Search;
}

/** One customer's part, which opens to its rows. */
export function BehindRow({ row, metric, unit, answer, quotient, opens, question }: Props) {
  const { words, figures, format } = useLanguage();
  const { address } = useAddress();
  const [open, setOpen] = useState(false);
  const { customer, figure } = row;
  const side = (number: string | null | undefined, money: boolean) =>
    money ? format.money(number ?? 0, answer.frame.currency) : format.number(Number(number ?? 0));
  const name = row.name ?? customer ?? words.say('ui.behind.no_customer');
  return (
    <>
      <tr>
        <td>
          {customer ? (
            <Link {...paths.customer(customer, address)}>
              <bdi>{name}</bdi>
            </Link>
          ) : (
            <span className={table.muted}>{name}</span>
          )}
        </td>
        <td className={table.number} title={figures.reason(figure.value)}>
          <Iso>{figures.exact(figure.value, unit)}</Iso>
        </td>
        {quotient && (
          <td className={table.number}>
            <Iso>
              {words.say('ui.behind.of', {
                numerator: side(figure.numerator, answer.numerator_money),
                denominator: side(figure.denominator, answer.denominator_money),
              })}
            </Iso>
          </td>
        )}
        {row.components.map((component, index) => (
          <td key={index} className={table.number}>
            <Iso>{component == null ? '–' : format.number(component)}</Iso>
          </td>
        ))}
        {answer.revenue_known && (
          <td className={table.number}>
            <Iso>{row.revenue == null ? '–' : format.money(row.revenue, answer.frame.currency)}</Iso>
          </td>
        )}
        {opens && <td className={table.number}>
          <Button
            kind="quiet"
            aria-expanded={open}
            aria-label={`${format.number(figure.n)} · ${words.say('ui.behind.rows_of', { name })}`}
            isDisabled={!customer}
            onPress={() => setOpen(!open)}
          >
            <Iso>{format.number(figure.n)}</Iso>
          </Button>
        </td>}
      </tr>
      {open && customer && (
        <tr className={styles.opened}>
          <td colSpan={3 + Number(quotient) + Number(answer.revenue_known) + row.components.length}>
            <RowsBehind metric={metric} customer={customer} question={question} />
          </td>
        </tr>
      )}
    </>
  );
}
