import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { customerQuery, timelineQuery } from '../../api/queries.ts';
import { paths } from '../../paths.ts';
import { useKeys } from '../../state/keys.ts';
import { useAddress } from '../../state/useAddress.ts';
import { Breadcrumb } from '../../ui/Breadcrumb.tsx';
import { Card } from '../../ui/Card.tsx';
import { DefinitionList } from '../../ui/DefinitionList.tsx';
import { MoreButton } from '../../ui/MoreButton.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { names } from '../../words/names.ts';
import { useLanguage } from '../../words/useLanguage.ts';
import { useTitle } from '../shell/useTitle.ts';
import styles from './customers.module.css';
import { Timeline } from './Timeline.tsx';

/** One customer: who, and everything that happened, newest first. */
export function CustomerPage() {
  const { words, format } = useLanguage();
  const { customer: id } = useParams({ from: '/customers/$customer' });
  const { address } = useAddress();
  const navigate = useNavigate();
  const customer = useQuery(customerQuery(id));
  const timeline = useInfiniteQuery(timelineQuery(id));
  const name = customer.data?.name ?? id;
  const title = words.say('ui.page.customers');
  useTitle(name);
  useKeys({ Escape: () => void navigate(paths.customers(address)) });
  const who = customer.data;
  return (
    <div className={styles.page}>
      <Breadcrumb steps={[{ label: title, link: paths.customers(address) }]} here={name} />
      <header className={styles.head}>
        <h1>
          <bdi>{name}</bdi>
        </h1>
      </header>
      {customer.error && <Problem error={customer.error} retry={() => void customer.refetch()} />}
      {who && (
        <div className={styles.columns}>
          <div className={styles.facts}>
            <Card title={words.say('ui.customer.who')}>
              <DefinitionList
                entries={[
                  { term: words.say('ui.customer.kind'), text: words.say(`ui.customer.${who.kind}`) },
                  { term: words.say('ui.customer.email'), text: who.email ?? undefined },
                  { term: words.say('ui.customer.country'), text: who.country ? names.value(words, who.country, 'country') : undefined },
                  { term: words.say('ui.customer.segment'), text: who.segment ?? undefined },
                  { term: names.dimension(words, 'channel'), text: who.channel ? names.value(words, who.channel, 'channel') : undefined },
                  { term: names.dimension(words, 'owner'), text: who.owner ?? undefined },
                  { term: words.say('ui.customer.since'), text: who.created_day ? format.date(who.created_day) : undefined },
                  {
                    term: words.say('ui.customer.first_paid'),
                    text: who.first_paid_day ? format.date(who.first_paid_day) : undefined,
                  },
                  { term: words.say('ui.customer.records'), text: format.number(who.records) },
                  { term: words.say('ui.metric.id'), text: who.id, code: true },
                ]}
              />
            </Card>
          </div>
          <div className={styles.events}>
            <Card title={words.say('ui.customer.timeline')}>
              {timeline.error && <Problem error={timeline.error} retry={() => void timeline.refetch()} />}
              {timeline.data && <Timeline entries={timeline.data.pages.flatMap((page) => page.entries)} />}
              <MoreButton query={timeline} />
            </Card>
          </div>
        </div>
      )}
    </div>
  );
}
