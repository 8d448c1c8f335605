import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { customersBehindQuery, definitionQuery } from '../../api/queries.ts';
import { FIRST_BOARD, paths } from '../../paths.ts';
import { questionOf } from '../../state/address.ts';
import { useShownFrame } from '../../state/frame.ts';
import { useKeys } from '../../state/keys.ts';
import { useAddress } from '../../state/useAddress.ts';
import { useFilters } from '../../state/useFilters.ts';
import { Breadcrumb } from '../../ui/Breadcrumb.tsx';
import { Button } from '../../ui/Button.tsx';
import { Iso } from '../../ui/Iso.tsx';
import { MoreButton } from '../../ui/MoreButton.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { SortHead } from '../../ui/SortHead.tsx';
import table from '../../ui/table.module.css';
import { names } from '../../words/names.ts';
import { useLanguage } from '../../words/useLanguage.ts';
import { ageLabel, bracketsOf } from '../cohorts/label.ts';
import { stepName } from '../funnel/steps.ts';
import { useTitle } from '../shell/useTitle.ts';
import { BehindRow } from './BehindRow.tsx';
import styles from './BehindPage.module.css';

function statement(addsUp: boolean, isMean: boolean, isShare: boolean): string {
  if (!addsUp) return 'ui.behind.does_not_add_up';
  if (!isMean) return 'ui.behind.adds_up';
  // Of a share every customer is one that counts or one that does not.
  return isShare ? 'ui.behind.some_of' : 'ui.behind.on_average';
}

/** The customers behind a figure; the whole list adds up to it again. */
export function BehindPage() {
  const language = useLanguage();
  const { words, figures, format } = language;
  const { metric } = useParams({ from: '/metrics/$metric/customers' });
  const { address, change } = useAddress();
  const { filters, set } = useFilters();
  const navigate = useNavigate();
  const question = { ...questionOf(address), at: address.at, cohort: address.cohort, step: address.step };
  // Members of a cell or a step come in one order only.
  const sort = address.at === undefined && address.step === undefined ? address.sort : undefined;
  const behind = useInfiniteQuery(customersBehindQuery(metric, { ...question, sort }));
  const first = behind.data?.pages[0];
  // A metric about another one has no customers of its own.
  const whose = first?.metric ?? metric;
  const definition = useQuery(definitionQuery(whose));
  const name = names.metric(words, whose);
  const title = words.say('ui.behind.title', { name });
  const unit = definition.data?.unit ?? 'count';
  useTitle(title);
  useShownFrame(first?.frame);
  useKeys({ Escape: () => void navigate(paths.metric(metric, address)) });

  // A cell of a table or a step of a funnel has members instead of rows.
  const cell =
    !first || address.at === undefined
      ? address.step && stepName(words, address.step)
      : words.say('ui.cohort.cell', {
          cohort: address.cohort ? format.date(address.cohort) : words.say('ui.cohort.all'),
          at: ageLabel(Number(address.at), bracketsOf(address['param.brackets']), language),
          value: figures.exact(first.total.value, unit),
        });
  // Where every customer counts as one, the figure is their mean, and there is nothing to say of what was counted.
  const isMean = first?.total.denominator != null && Number(first.total.denominator) === first.total_customers;
  const isShare = unit === 'share' && Number.isInteger(Number(first?.total.numerator));
  const quotient = first?.total.denominator != null && !isMean;
  const rows = behind.data?.pages.flatMap((page) => page.rows) ?? [];
  const head = (column: string, label: string, numeric = true) =>
    cell ? (
      <th key={column} scope="col" className={numeric ? table.number : undefined}>
        {label}
      </th>
    ) : (
      <SortHead
        key={column}
        column={column}
        label={label}
        sort={sort}
        onSort={(next) => change({ sort: next }, { replace: true })}
        numeric={numeric}
      />
    );
  return (
    <div className={styles.page}>
      <Breadcrumb
        steps={[
          { label: names.board(words, FIRST_BOARD), link: paths.board(FIRST_BOARD, address) },
          { label: names.metric(words, metric), link: paths.metric(metric, address) },
        ]}
        here={words.say('ui.page.customers')}
      />
      <h1 className={styles.title}>{title}</h1>
      {behind.error && <Problem error={behind.error} retry={() => void behind.refetch()} />}
      {first && (
        <>
          {cell && <p className={styles.cell}>{cell}</p>}
          {whose !== metric && (
            <p className={styles.cell}>
              {words.say('ui.behind.about', { metric: name, name: names.metric(words, metric) })}
            </p>
          )}
          <p className={styles.statement}>
            {words.say(statement(first.adds_up, isMean, isShare), {
              count: first.total_customers,
              numerator: format.number(Number(first.total.numerator)),
              value: figures.exact(first.total.value, unit),
            })}
          </p>
          {rows.length === 0 ? (
            <div className={styles.empty}>
              <p>{words.say('ui.behind.empty')}</p>
              {filters.length > 0 && (
                <Button onPress={() => set(filters.slice(0, -1))}>{words.say('ui.filter.remove_last')}</Button>
              )}
            </div>
          ) : (
            <div className={`${table.region} ${styles.card}`} tabIndex={0} role="region" aria-label={title}>
              <table className={table.table}>
                <thead>
                  <tr>
                    {head('name', words.say('ui.customer.name'), false)}
                    {head('value', name)}
                    {quotient && head('numerator', words.say('ui.behind.quotient'))}
                    {first.components.map((component) => head(component.name, names.component(words, component.name)))}
                    {first.revenue_known && head('revenue', words.say('ui.customer.revenue'))}
                    {!cell && head('rows', words.say('ui.behind.rows'))}
                  </tr>
                </thead>
                <tbody>
                  {first.components.length > 0 && (
                    <tr>
                      <th scope="row">{words.say('ui.behind.mean')}</th>
                      <td className={table.number}>
                        <Iso>{figures.exact(first.total.value, unit)}</Iso>
                      </td>
                      {quotient && <td className={table.number}>–</td>}
                      {first.components.map((component) => (
                        <td key={component.name} className={table.number}>
                          <Iso>{component.mean == null ? '–' : format.number(component.mean)}</Iso>
                        </td>
                      ))}
                      {first.revenue_known && <td className={table.number}>–</td>}
                      {!cell && <td className={table.number}>–</td>}
                    </tr>
                  )}
                  {rows.map((row, index) => (
                    <BehindRow
                      key={row.customer ?? `none ${index}`}
                      row={row}
                      metric={metric}
                      unit={unit}
                      answer={first}
                      quotient={quotient}
                      opens={!cell}
                      question={question}
                    />
                  ))}
                </tbody>
              </table>
            </div>
          )}
          <MoreButton query={behind} />
        </>
      )}
    </div>
  );
}
