/** Names of the page for the shapes of the API, which are generated from its description. */
import type { components } from './schema.d.ts';

type Schemas = components['schemas'];

export type NullReason = Schemas['NullReason'];
export type Value = Schemas['FigureValue'];

// The description calls these plain text; they are the words of the server's own types.

export type Unit = 'money' | 'money_per_day' | 'count' | 'share' | 'duration' | 'ratio' | 'score' | 'whole_score';
export type Better = 'higher' | 'lower' | 'neither' | 'by_question';
export type Grain = 'day' | 'week' | 'month' | 'quarter' | 'year';

/** Fields that the description calls plain text. */
interface Words {
  unit: Unit;
  better: Better;
  grain: Grain;
  comparison_kind: 'previous' | 'year' | 'none';
}

/** A described shape at any depth, with the words above where the description leaves them open. */
type Closed<T> = {
  [Field in keyof T]: Field extends keyof Words
    ? Words[Field]
    : Closed<T[Field]>;
};

export type Figure = Closed<Schemas['Figure']>;
export type PeriodAnswer = Schemas['PeriodAnswer'];
export type Judgement = Schemas['Judgement'];
export type Change = Closed<Schemas['Change']>;
export type Point = Closed<Schemas['Point']>;
export type Frame = Closed<Schemas['Frame']>;

export type Tile = Closed<Schemas['Tile']>;
export type TileGroup = Closed<Schemas['TileGroup']>;
export type BoardAnswer = Closed<Schemas['BoardAnswer']>;

export type MetricSummary = Closed<Schemas['MetricSummary']>;
export type MetricDefinition = Closed<Schemas['MetricDefinition']>;
export type ParameterDefinition = Schemas['ParameterSummary'];
export type ParameterAnswer = Schemas['ParameterAnswer'];
export type Goal = Closed<Schemas['GoalAnswer']>;
export type Alert = Closed<Schemas['Alert']>;
export type AlertsAnswer = Closed<Schemas['AlertsAnswer']>;
export type Undecided = Schemas['Undecided'];
export type GoalSummary = Schemas['GoalSummary'];
export type Mark = Schemas['MarkAnswer'];
export type Marks = Schemas['MarksBody'];
export type DefinitionFile = Schemas['DefinitionFile'];
export type GoalsAnswer = Closed<Schemas['GoalsAnswer']>;
export type SavedDefinition = Schemas['SavedDefinition'];
export type Draft = Closed<Schemas['DraftAnswer']>;
export type Version = Schemas['VersionSummary'];
export type SliceRow = Closed<Schemas['SliceRow']>;
export type SliceAnswer = Closed<Schemas['SliceAnswer']>;
export type MetricAnswer = Closed<Schemas['MetricAnswer']>;

export type MeasureReceipt = Schemas['MeasureReceipt'];
export type GridAnswer = Closed<Schemas['GridAnswer']>;
export type GridCell = Closed<Schemas['GridCell']>;
export type ModelAnswer = Schemas['ModelAnswer'];
export type Receipt = Closed<Schemas['Receipt']>;
export type CustomerRow = Closed<Schemas['CustomerRow']>;
export type CustomersAnswer = Closed<Schemas['CustomersAnswer']>;
export type RowsTable = Schemas['RowsTable'];
export type RowColumn = Schemas['RowColumn'];
export type RowsAnswer = Schemas['RowsAnswer'];

export type WhyPart = Closed<Schemas['WhyPart']>;
export type WhyDimension = Closed<Schemas['WhyDimension']>;
export type WhyAnswer = Closed<Schemas['WhyAnswer']>;
export type CohortCell = Closed<Schemas['CohortCell']>;
export type CohortRow = Closed<Schemas['CohortRow']>;
export type CohortAnswer = Closed<Schemas['CohortAnswer']>;
export type CalculatorAnswer = Closed<Schemas['CalculatorAnswer']>;
export type CalculatorInput = Schemas['InputAnswer'];
export type CalculatorResult = Closed<Schemas['CalculatorResult']>;
export type FormulaToken = Schemas['FormulaToken'];
export type ExperimentAnswer = Closed<Schemas['ExperimentAnswer']>;
export type ExperimentPlan = Schemas['ExperimentPlan'];
export type ComparableMetric = Schemas['ComparableMetric'];
export type CalculatorOwn = Closed<Schemas['CalculatorOwn']>;

export type FunnelStep = Closed<Schemas['FunnelStep']>;
export type FunnelAnswer = Closed<Schemas['FunnelAnswer']>;

export type CustomerSummary = Schemas['CustomerSummary'];
export type CustomerList = Schemas['CustomerList'];
export type TimelineEntry = Schemas['TimelineEntry'];
export type TimelineAnswer = Schemas['TimelineAnswer'];

export type ImportSummary = Schemas['ImportSummary'];
export type ImportDetail = Schemas['ImportDetail'];
export type ImportOutcome = Schemas['ImportOutcome'];
export type Inspection = Schemas['InspectionAnswer'];
export type Doubt = Schemas['ImportDoubt'];
export type Reject = Schemas['RejectedRow'];
export type RejectList = Schemas['RejectList'];

export type SourceFreshness = Schemas['SourceFreshness'];
export type Workspace = Schemas['WorkspaceAnswer'];
export type ApiError = Schemas['ErrorBody'];

/** What the server writes into the document, so that the first board paints without a second round trip. */
export interface FirstPaint {
  workspace: Workspace | null;
  board: BoardAnswer | null;
  /** The search part the board was asked with, without `?`. */
  address: string;
}
