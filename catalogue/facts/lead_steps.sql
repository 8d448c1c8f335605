/*
fact: lead_steps
row: a lead came in, or one of its deals was first opened, came first to a stage, was first won
refresh_by: lead
columns:
  lead_id:     { kind: text }
  step:        { kind: text, meaning: "lead_created, deal_opened, the stages, won" }
  position:    { kind: decimal, meaning: place of the step }
  reached_at:  { kind: instant }
  customer_id: { kind: text, dimension: customer }
  channel:     { kind: text, dimension: channel, meaning: "that of the lead, at every step" }
  campaign:    { kind: text, dimension: campaign }
  segment:     { kind: text, dimension: segment }
  country:     { kind: text, dimension: country }
  owner:       { kind: text, dimension: owner }
  team:        { kind: text, dimension: team }
  source:      { kind: text, dimension: source }
*/
WITH deals AS (
  SELECT lead_id, id AS opportunity_id FROM opportunity WHERE lead_id IS NOT NULL
  UNION
  SELECT id AS lead_id, opportunity_id FROM lead WHERE opportunity_id IS NOT NULL
),
numbered AS (
  SELECT
    deals.lead_id, p.step, p.position, p.reached_at, p.reached_day,
    row_number() OVER (
      PARTITION BY deals.lead_id, p.step
      ORDER BY p.reached_day, coalesce(p.reached_at, CAST(p.reached_day AS TIMESTAMP)), p.opportunity_id
    ) AS place
  FROM deals
  JOIN fact.pipeline_steps p ON p.opportunity_id = deals.opportunity_id
),
steps AS (
  SELECT lead_id, 'lead_created' AS step, CAST(-2000000 AS DECIMAL(18, 6)) AS position, created_at AS reached_at, created_day AS reached_day
  FROM fact.leads
  UNION ALL
  SELECT lead_id, step, position, reached_at, reached_day FROM numbered WHERE place = 1
)
SELECT
  s.lead_id,
  s.step,
  s.position,
  s.reached_at,
  s.reached_day,
  d.customer_id, d.channel, d.campaign, d.segment, d.country, d.owner, d.team, d.source
FROM steps s
JOIN fact.leads d ON d.lead_id = s.lead_id
WHERE s.reached_day IS NOT NULL
