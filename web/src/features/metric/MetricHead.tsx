import { Link } from '@tanstack/react-router';
import type { MetricAnswer } from '../../api/types.ts';
import { FIRST_BOARD, paths } from '../../paths.ts';
import { useAddress } from '../../state/useAddress.ts';
import { Breadcrumb } from '../../ui/Breadcrumb.tsx';
import { Button } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Iso } from '../../ui/Iso.tsx';
import { names } from '../../words/names.ts';
import { useLanguage } from '../../words/useLanguage.ts';
import { FrameNote } from '../board/FrameNote.tsx';
import { ChangeLine } from '../figure/ChangeLine.tsx';
import { FigureValue } from '../figure/FigureValue.tsx';
import { GoalLine } from '../goals/GoalLine.tsx';
import { goalOfHead } from '../goals/shownGoal.ts';
import styles from './MetricHead.module.css';
import { leftOut, statedParameter } from './parameterWords.ts';

interface Props {
  metric: string;
  answer: MetricAnswer | undefined;
  receiptOpen: boolean;
  showReceipt: (open: boolean) => void;
  whyOpen: boolean;
  showWhy: (open: boolean) => void;
}

export function MetricHead({ metric, answer, receiptOpen, showReceipt, whyOpen, showWhy }: Props) {
  const { words, figures } = useLanguage();
  const { address } = useAddress();
  const interval = answer && figures.interval(answer.figure, answer.unit);
  const changed = (answer?.parameters ?? []).filter(({ is_default: isDefault }) => !isDefault);
  const basis = changed.length === 0 ? names.basis(words, metric) : undefined;
  const beside = (answer?.parameters ?? []).flatMap((parameter) => leftOut(words, metric, parameter) ?? []);
  const goal = answer && goalOfHead(answer.goals, answer.frame.period);
  const name = names.metricOf(words, metric, answer?.parameters);
  return (
    <header className={styles.head}>
      <Breadcrumb
        steps={[{ label: names.board(words, FIRST_BOARD), link: paths.board(FIRST_BOARD, address) }]}
        here={name}
      />
      <h1 className={styles.name}>{name}</h1>
      <p className={styles.meaning}>{words.maybe(`metrics.${metric}.meaning`)}</p>
      {answer && (
        <div className={styles.figures}>
          <div>
            <div className={styles.line}>
              <FigureValue figure={answer.figure} unit={answer.unit} period={answer.frame.period} className={styles.value} />
              {interval && <Iso className={styles.interval}>{interval}</Iso>}
            </div>
            {basis && <p className={styles.options}>{basis}</p>}
            {beside.map((line) => (
              <p key={line} className={styles.options}>
                {line}
              </p>
            ))}
            <ChangeLine figure={answer.figure} change={answer.change ?? null} unit={answer.unit} frame={answer.frame} knownFrom={answer.known_from} />
            {goal && <GoalLine goal={goal} unit={answer.unit} currency={answer.frame.currency} shown={answer.frame.period} />}
            <FrameNote frame={answer.frame} />
            {changed.length > 0 && (
              <p className={styles.options}>{changed.map((parameter) => statedParameter(words, metric, parameter)).join('; ')}</p>
            )}
          </div>
          <div className={styles.actions}>
            <Button onPress={() => showReceipt(!receiptOpen)} aria-expanded={receiptOpen}>
              <Icon name="receipt" size={16} />
              {words.say('ui.receipt.title')}
            </Button>
            <Button onPress={() => showWhy(!whyOpen)} aria-expanded={whyOpen}>
              <Icon name="why" size={16} />
              {words.say('ui.why.title')}
            </Button>
            <Link {...paths.behind(metric, address)} className={styles.link}>
              <Icon name="customers" size={16} />
              {words.say('ui.behind.open')}
            </Link>
          </div>
        </div>
      )}
    </header>
  );
}
