/*
fact: stage_passages
row: a deal came to a stage for the first time; a stage it skipped counts as passed when it came to a later one
refresh_by: opportunity
columns:
  opportunity_id:  { kind: text }
  pipeline:        { kind: text, dimension: pipeline }
  stage:           { kind: text, dimension: stage, meaning: "the last one is won" }
  position:        { kind: decimal, meaning: "place of the stage; without one, the mean place at which deals came to it" }
  entered_at:      { kind: instant }
  advanced_at:     { kind: instant, meaning: came to a later stage; empty while it has not }
  has_advanced:    { kind: boolean }
  is_skipped:      { kind: boolean, meaning: passed only by coming to a later one }
  is_recorded:     { kind: boolean, meaning: "false where a closed deal has no history, so that nobody knows which stages it passed" }
  days_to_advance: { kind: integer }
  seconds_to_advance: { kind: decimal, meaning: "whole days where only dates are known" }
  customer_id:     { kind: text, dimension: customer }
  channel:         { kind: text, dimension: channel }
  campaign:        { kind: text, dimension: campaign }
  segment:         { kind: text, dimension: segment }
  country:         { kind: text, dimension: country }
  product:         { kind: text, dimension: product }
  owner:           { kind: text, dimension: owner }
  team:            { kind: text, dimension: team }
  source:          { kind: text, dimension: source }
*/
WITH moves AS (
  SELECT
    s.opportunity_id,
    coalesce(d.pipeline, '') AS pipeline,
    CASE WHEN s.status = 'won' THEN 'won' ELSE s.stage END AS stage,
    s.from_at, s.from_day, s.place,
    -- Never earlier than the states before it, where some have a time of day and some have none.
    max(coalesce(s.from_at, CAST(s.from_day AS TIMESTAMP))) OVER (PARTITION BY s.opportunity_id ORDER BY s.place) AS moment
  FROM fact.opportunity_states s
  JOIN opportunity d ON d.id = s.opportunity_id
  WHERE s.status = 'won' OR (s.status = 'open' AND s.stage IS NOT NULL)
),
-- Moving back is no second entry.
numbered AS (
  SELECT moves.*, row_number() OVER (PARTITION BY opportunity_id, stage ORDER BY place) AS entry
  FROM moves
),
entered AS (
  SELECT
    opportunity_id, pipeline, stage, from_at, from_day, moment,
    row_number() OVER (PARTITION BY opportunity_id ORDER BY place) AS place
  FROM numbered
  WHERE entry = 1
),
-- Each pipeline has its own order. Stages without a pipeline belong to all, and deals without one to any.
stated AS (
  SELECT k.pipeline, s.name, min(s.position) AS position
  FROM (SELECT DISTINCT pipeline FROM entered) k
  JOIN stage s ON s.pipeline = k.pipeline OR s.pipeline IS NULL OR k.pipeline = ''
  WHERE coalesce(s.outcome, 'open') = 'open'
  GROUP BY k.pipeline, s.name
),
ranked AS (
  SELECT
    e.pipeline,
    e.stage,
    CASE WHEN e.stage = 'won' THEN 1000000.0 ELSE coalesce(CAST(max(s.position) AS DOUBLE), avg(e.place)) END AS position
  FROM entered e
  LEFT JOIN stated s ON s.pipeline = e.pipeline AND s.name = e.stage
  GROUP BY e.pipeline, e.stage
  UNION ALL
  -- Stages to which no deal came yet by itself.
  SELECT s.pipeline, s.name, CAST(s.position AS DOUBLE)
  FROM stated s
  LEFT JOIN (SELECT DISTINCT pipeline, stage FROM entered) e ON e.pipeline = s.pipeline AND e.stage = s.name
  WHERE e.stage IS NULL AND s.position IS NOT NULL
),
-- Whoever came to a stage has passed all before it, at that moment at the latest.
reached AS (
  SELECT
    e.opportunity_id, r.stage, r.position, e.from_at, e.from_day, e.moment, r.stage <> e.stage AS is_skipped,
    row_number() OVER (PARTITION BY e.opportunity_id, r.stage ORDER BY e.from_day, e.moment, r.stage <> e.stage) AS entry
  FROM entered e
  JOIN ranked own ON own.pipeline = e.pipeline AND own.stage = e.stage
  -- Two stages at one place: who came to one has not passed the other.
  JOIN ranked r ON r.pipeline = e.pipeline AND (r.position < own.position OR r.stage = e.stage)
),
advanced AS (
  SELECT
    opportunity_id, stage, position, from_at, from_day, moment, is_skipped,
    lead(from_at) OVER chain AS next_at,
    lead(from_day) OVER chain AS next_day
  FROM reached
  WHERE entry = 1
  WINDOW chain AS (PARTITION BY opportunity_id ORDER BY position, from_day, moment, stage)
)
SELECT
  a.opportunity_id,
  d.pipeline,
  a.stage,
  CAST(a.position AS DECIMAL(18, 6)) AS position,
  a.from_at AS entered_at,
  a.from_day AS entered_day,
  a.next_at AS advanced_at,
  a.next_day AS advanced_day,
  a.next_day IS NOT NULL AS has_advanced,
  a.is_skipped,
  d.status = 'open' OR h.opportunity_id IS NOT NULL AS is_recorded,
  CAST(days_between(a.from_day, a.next_day) AS BIGINT) AS days_to_advance,
  CAST(coalesce(seconds_between(a.from_at, a.next_at), days_between(a.from_day, a.next_day) * 86400.0) AS DECIMAL(18, 6)) AS seconds_to_advance,
  d.customer_id, d.channel, d.campaign, d.segment, d.country, d.product, d.owner, d.team, d.source
FROM advanced a
JOIN fact.opportunities d ON d.opportunity_id = a.opportunity_id
LEFT JOIN (SELECT DISTINCT opportunity_id FROM opportunity_stage_event) h ON h.opportunity_id = a.opportunity_id
