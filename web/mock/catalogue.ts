import type { Better, MetricDefinition, Unit } from '../src/api/types.ts';

export interface MockMetric {
  id: string;
  family: string;
  unit: Unit;
  better: Better;
  /** A month's value: minor units, a share, seconds, … */
  level: number;
  slices: string[];
  needs?: string[];
  lowN?: boolean;
  isNew?: boolean;
}

const metric = (family: string, id: string, unit: Unit, better: Better, level: number, slices: string[], more: Partial<MockMetric> = {}): MockMetric => ({
  id,
  family,
  unit,
  better,
  level,
  slices,
  ...more,
});

const CHANNELS = ['channel', 'country', 'segment'];
const OWNERS = ['owner', 'segment', 'country'];

export const METRICS: MockMetric[] = [
  metric('acquisition', 'new_customers', 'count', 'higher', 412, CHANNELS),
  metric('acquisition', 'cac', 'money', 'lower', 18_450, CHANNELS),
  metric('acquisition', 'visitor_conversion_rate', 'share', 'higher', 0.0231, CHANNELS),
  metric('acquisition', 'lead_conversion_rate', 'share', 'higher', 0.184, CHANNELS),
  metric('marketing', 'campaign_response_rate', 'share', 'higher', 0.041, ['campaign', 'channel']),
  metric('marketing', 'cpc', 'money', 'lower', 87, ['campaign', 'channel']),
  metric('marketing', 'roas', 'ratio', 'higher', 3.2, ['campaign', 'channel']),
  metric('sales', 'win_rate', 'share', 'higher', 0.274, OWNERS),
  metric('sales', 'pipeline_value', 'money', 'higher', 184_500_000, OWNERS),
  metric('sales', 'open_opportunities', 'count', 'neither', 318, OWNERS),
  metric('sales', 'sales_velocity', 'money_per_day', 'higher', 641_000, OWNERS),
  metric('sales', 'sales_calls', 'count', 'neither', 2_240, OWNERS),
  metric('revenue', 'revenue_net', 'money', 'higher', 61_240_000, CHANNELS),
  metric('revenue', 'orders', 'count', 'higher', 4_810, CHANNELS),
  metric('revenue', 'aov', 'money', 'higher', 12_732, CHANNELS),
  metric('revenue', 'mrr', 'money', 'higher', 30_614_000, ['plan', 'segment', 'country']),
  metric('revenue', 'arpa', 'money', 'higher', 24_800, ['plan', 'segment', 'country']),
  metric('retention', 'customer_churn_rate', 'share', 'lower', 0.0242, ['plan', 'segment']),
  metric('retention', 'customer_retention_rate', 'share', 'higher', 0.951, ['plan', 'segment']),
  metric('retention', 'gross_mrr_churn_rate', 'share', 'lower', 0.0181, ['plan', 'segment']),
  metric('retention', 'nrr', 'share', 'higher', 1.072, ['plan', 'segment']),
  metric('retention', 'repeat_purchase_rate', 'share', 'higher', 0.388, CHANNELS),
  metric('retention', 'time_between_purchases', 'duration', 'lower', 3_974_400, CHANNELS),
  metric('product', 'product_return_rate', 'share', 'lower', 0.063, ['category', 'country']),
  metric('service', 'tickets_created', 'count', 'lower', 1_725, ['channel', 'team']),
  metric('service', 'first_response_time', 'duration', 'lower', 8_160, ['channel', 'team']),
  metric('service', 'resolution_time_full', 'duration', 'lower', 97_200, ['channel', 'team']),
  metric('service', 'first_contact_resolution_rate', 'share', 'higher', 0.684, ['channel', 'team']),
  metric('service', 'backlog', 'count', 'lower', 243, ['channel', 'team']),
  metric('perception', 'nps', 'score', 'higher', 38.4, ['segment', 'country']),
  metric('perception', 'csat', 'share', 'higher', 0.862, ['channel', 'team']),
  metric('perception', 'ces', 'score', 'higher', 5.6, ['channel', 'team'], { lowN: true }),
  metric('finance', 'dso', 'duration', 'lower', 3_283_200, ['country'], { needs: ['invoice', 'payment'] }),
  metric('adoption', 'adoption_rate', 'share', 'higher', 0.77, ['team'], { needs: ['usage_event', 'seat'] }),
];

export const BOARD_GROUPS: { id: string; metrics: string[] }[] = [
  { id: 'revenue', metrics: ['revenue_net', 'orders', 'aov', 'mrr', 'arpa', 'nrr'] },
  { id: 'acquisition', metrics: ['new_customers', 'cac', 'visitor_conversion_rate', 'lead_conversion_rate', 'roas', 'campaign_response_rate'] },
  { id: 'sales', metrics: ['win_rate', 'pipeline_value', 'open_opportunities', 'sales_velocity', 'sales_calls'] },
  { id: 'retention', metrics: ['customer_churn_rate', 'gross_mrr_churn_rate', 'repeat_purchase_rate', 'time_between_purchases', 'product_return_rate'] },
  { id: 'service', metrics: ['tickets_created', 'first_response_time', 'resolution_time_full', 'first_contact_resolution_rate', 'backlog'] },
  { id: 'perception', metrics: ['nps', 'csat', 'ces', 'dso', 'adoption_rate'] },
];

export const DIMENSION_VALUES: Record<string, (string | null)[]> = {
  channel: ['organic', 'email', 'paid_search', 'referral', 'direct', null],
  country: ['DE', 'GB', 'LT', 'FR', 'NL', 'US', 'PL', null],
  segment: ['enterprise', 'mid_market', 'small'],
  owner: ['Ada Lindqvist', 'Ben Okafor', 'Chiara Conti', 'Dov Levin', null],
  plan: ['starter', 'team', 'business'],
  campaign: ['Spring launch', 'Webinar series', 'Retargeting'],
  category: ['Lighting', 'Furniture', 'Textiles', 'Garden'],
  team: ['First line', 'Second line', 'Billing'],
};

export function metricById(id: string): MockMetric | undefined {
  return METRICS.find((known) => known.id === id);
}

export function definitionOf(known: MockMetric): MetricDefinition {
  return {
    id: known.id,
    family: known.family,
    unit: known.unit,
    better: known.better,
    form: 'number',
    computed: !known.needs,
    needs: known.needs ?? [],
    reads: known.needs ?? ['sales_document.issued_at', 'sales_document.net'],
    boards: BOARD_GROUPS.some((group) => group.metrics.includes(known.id)) ? ['overview'] : [],
    used_by: [],
    goals: 0,
    version: 1,
    additivity: known.unit === 'share' ? 'ratio' : 'additive',
    formula: known.unit === 'share' || known.unit === 'ratio' ? 'numerator / denominator' : 'measure',
    slices: known.slices,
    told_by: {},
    parameters: known.id.includes('repeat') ? [{ name: 'window_days', kind: 'integer', default: '365', choices: [] }] : [],
    minimum_n: 30,
    examples: [],
  };
}
