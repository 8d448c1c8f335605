/*
fact: opportunity_touches
row: a deal between two changes of its stage or two activities of a person about it
refresh_by: opportunity
interval: { from: from_at, to: to_at }
columns:
  opportunity_id: { kind: text }
  from_at:        { kind: instant }
  to_at:          { kind: instant }
  status:         { kind: text, meaning: "open, won, lost or disqualified" }
  touched_at:     { kind: instant, meaning: the latest activity by then; empty before the first }
  customer_id:    { kind: text, dimension: customer }
  owner:          { kind: text, dimension: owner }
  team:           { kind: text, dimension: team }
  source:         { kind: text, dimension: source }
*/
WITH deals AS (SELECT DISTINCT opportunity_id, customer_id, owner, team, source FROM fact.opportunity_states),
happened AS (
  SELECT
    opportunity_id, from_at AS at_moment, from_day AS at_day,
    -- States stay in their order where some have a time of day and some have none.
    max(coalesce(from_at, CAST(from_day AS TIMESTAMP))) OVER (PARTITION BY opportunity_id ORDER BY place) AS sorted_at,
    status, CAST(NULL AS TIMESTAMP) AS touched_at, CAST(NULL AS DATE) AS touched_day, place
  FROM fact.opportunity_states
  UNION ALL
  SELECT
    opportunity_id,
    CASE WHEN done_day IS NOT NULL THEN done_at ELSE started_at END,
    coalesce(done_day, started_day),
    coalesce(CASE WHEN done_day IS NOT NULL THEN done_at ELSE started_at END, CAST(coalesce(done_day, started_day) AS TIMESTAMP)),
    NULL,
    CASE WHEN done_day IS NOT NULL THEN done_at ELSE started_at END,
    coalesce(done_day, started_day),
    NULL
  FROM activity
  WHERE opportunity_id IS NOT NULL AND NOT coalesce(is_automated, false)
    -- A call that lasted took place.
    AND coalesce(is_done, done_day IS NOT NULL OR (kind = 'call' AND started_day IS NOT NULL AND coalesce(duration_seconds, 0) > 0))
    AND coalesce(done_day, started_day) IS NOT NULL
),
ordered AS (
  SELECT
    h.*,
    lead(at_moment) OVER chain AS next_at,
    lead(at_day) OVER chain AS next_day,
    max(touched_at) OVER chain AS last_at,
    max(touched_day) OVER chain AS last_day,
    -- Counting what is filled numbers the groups in which the last filled value holds.
    count(status) OVER chain AS status_group
  FROM happened h
  WINDOW chain AS (
    PARTITION BY h.opportunity_id ORDER BY h.at_day, h.sorted_at, CASE WHEN h.place IS NULL THEN 1 ELSE 0 END, h.place
  )
),
carried AS (
  SELECT ordered.*, max(status) OVER (PARTITION BY opportunity_id, status_group) AS status_then
  FROM ordered
)
SELECT
  c.opportunity_id,
  c.at_moment AS from_at,
  c.at_day AS from_day,
  c.next_at AS to_at,
  c.next_day AS to_day,
  c.status_then AS status,
  c.last_at AS touched_at,
  c.last_day AS touched_day,
  d.customer_id,
  d.owner,
  d.team,
  d.source
FROM carried c
JOIN deals d ON d.opportunity_id = c.opportunity_id
WHERE c.status_then IS NOT NULL
