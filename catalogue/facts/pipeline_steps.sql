/*
fact: pipeline_steps
row: a deal was opened, or came to a stage by itself for the first time
refresh_by: opportunity
columns:
  opportunity_id: { kind: text }
  pipeline:       { kind: text, dimension: pipeline }
  step:           { kind: text, meaning: "deal_opened, the stages, won" }
  position:       { kind: decimal, meaning: place of the step }
  reached_at:     { kind: instant }
  customer_id:    { kind: text, dimension: customer }
  channel:        { kind: text, dimension: channel }
  campaign:       { kind: text, dimension: campaign }
  segment:        { kind: text, dimension: segment }
  country:        { kind: text, dimension: country }
  product:        { kind: text, dimension: product }
  owner:          { kind: text, dimension: owner }
  team:           { kind: text, dimension: team }
  source:         { kind: text, dimension: source }
*/
-- Deals whose beginning is unknown have no place in a funnel. There is no column for the stage as a dimension:
-- a filter on it would leave of each deal one step.
WITH steps AS (
  SELECT opportunity_id, 'deal_opened' AS step, CAST(-1000000 AS DECIMAL(18, 6)) AS position, created_at AS reached_at, created_day AS reached_day
  FROM fact.opportunities
  UNION ALL
  SELECT opportunity_id, stage AS step, position, entered_at AS reached_at, entered_day AS reached_day
  FROM fact.stage_passages
  WHERE NOT is_skipped
)
SELECT
  s.opportunity_id,
  d.pipeline,
  s.step,
  s.position,
  s.reached_at,
  s.reached_day,
  d.customer_id, d.channel, d.campaign, d.segment, d.country, d.product, d.owner, d.team, d.source
FROM steps s
JOIN fact.opportunities d ON d.opportunity_id = s.opportunity_id
WHERE d.created_day IS NOT NULL AND s.reached_day IS NOT NULL
