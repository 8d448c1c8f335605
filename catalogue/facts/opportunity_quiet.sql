/*
fact: opportunity_quiet
row: an open deal from one sign of life (opened, moved, worked on) to the next
refresh_by: opportunity
interval: { from: from_at, to: to_at }
columns:
  opportunity_id: { kind: text }
  from_at:        { kind: instant }
  to_at:          { kind: instant }
  customer_id:    { kind: text, dimension: customer }
  pipeline:       { kind: text, dimension: pipeline }
  stage:          { kind: text, dimension: stage }
  channel:        { kind: text, dimension: channel }
  campaign:       { kind: text, dimension: campaign }
  segment:        { kind: text, dimension: segment }
  country:        { kind: text, dimension: country }
  product:        { kind: text, dimension: product }
  owner:          { kind: text, dimension: owner }
  team:           { kind: text, dimension: team }
  source:         { kind: text, dimension: source }
*/
WITH moments AS (
  SELECT
    opportunity_id, from_at AS at_moment, from_day AS at_day,
    -- States stay in their order where some have a time of day and some have none.
    max(coalesce(from_at, CAST(from_day AS TIMESTAMP))) OVER (PARTITION BY opportunity_id ORDER BY place) AS sorted_at,
    CASE WHEN status = 'open' THEN 1 ELSE 0 END AS is_open, coalesce(stage, '') AS stage, place
  FROM fact.opportunity_states
  UNION ALL
  -- The end of a last state that ends, nobody knows how.
  SELECT opportunity_id, to_at, to_day, coalesce(to_at, CAST(to_day AS TIMESTAMP)), 0, '', place + 1
  FROM (SELECT s.*, max(place) OVER (PARTITION BY opportunity_id) AS last_place FROM fact.opportunity_states s) s
  WHERE place = last_place AND to_day IS NOT NULL
  UNION ALL
  SELECT
    opportunity_id,
    CASE WHEN done_day IS NOT NULL THEN done_at ELSE started_at END,
    coalesce(done_day, started_day),
    coalesce(CASE WHEN done_day IS NOT NULL THEN done_at ELSE started_at END, CAST(coalesce(done_day, started_day) AS TIMESTAMP)),
    NULL, NULL, NULL
  FROM activity
  WHERE opportunity_id IS NOT NULL AND NOT coalesce(is_automated, false)
    -- A call that lasted took place.
    AND coalesce(is_done, done_day IS NOT NULL OR (kind = 'call' AND started_day IS NOT NULL AND coalesce(duration_seconds, 0) > 0))
    AND coalesce(done_day, started_day) IS NOT NULL
),
ordered AS (
  SELECT
    m.*,
    lead(m.at_moment) OVER chain AS next_at,
    lead(m.at_day) OVER chain AS next_day,
    count(m.is_open) OVER chain AS state_group
  FROM moments m
  WINDOW chain AS (
    PARTITION BY m.opportunity_id ORDER BY m.at_day, m.sorted_at, CASE WHEN m.place IS NULL THEN 1 ELSE 0 END, m.place
  )
),
carried AS (
  SELECT
    ordered.*,
    max(is_open) OVER (PARTITION BY opportunity_id, state_group) AS open_then,
    max(stage) OVER (PARTITION BY opportunity_id, state_group) AS stage_then
  FROM ordered
)
SELECT
  c.opportunity_id,
  c.at_moment AS from_at,
  c.at_day AS from_day,
  c.next_at AS to_at,
  c.next_day AS to_day,
  d.customer_id,
  d.pipeline,
  nullif(c.stage_then, '') AS stage,
  d.channel, d.campaign, d.segment, d.country, d.product, d.owner, d.team, d.source
FROM carried c
JOIN fact.opportunities d ON d.opportunity_id = c.opportunity_id
WHERE c.open_then = 1
