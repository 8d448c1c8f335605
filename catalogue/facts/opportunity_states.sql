/*
fact: opportunity_states
row: one deal between two changes of stage, status or amount; without a history, from created to closed and from closed on
refresh_by: opportunity
interval: { from: from_at, to: to_at }
columns:
  opportunity_id: { kind: text }
  from_at:        { kind: instant, meaning: the first day of 1970 where the beginning of a deal is unknown }
  to_at:          { kind: instant }
  place:          { kind: integer, meaning: number of the state among those of its deal }
  status:         { kind: text, meaning: "open, won, lost or disqualified" }
  is_qualified:   { kind: boolean, meaning: accepted as a real deal by then; all deals where nobody records it }
  amount:         { kind: money, currency: currency, meaning: as it was then; empty when unknown }
  probability_percent: { kind: decimal, meaning: "chance of winning then, 0 to 100: that of the step, else of the stage, else of the deal" }
  currency:       { kind: text, dimension: currency }
  customer_id:    { kind: text, dimension: customer }
  pipeline:       { kind: text, dimension: pipeline }
  stage:          { kind: text, dimension: stage }
  last_open_stage: { kind: text, dimension: last_open_stage, meaning: "the same while it is open, else empty" }
  channel:        { kind: text, dimension: channel }
  campaign:       { kind: text, dimension: campaign }
  segment:        { kind: text, dimension: segment }
  country:        { kind: text, dimension: country }
  product:        { kind: text, dimension: product }
  owner:          { kind: text, dimension: owner }
  manager:        { kind: text, dimension: manager }
  team:           { kind: text, dimension: team }
  source:         { kind: text, dimension: source }
*/
WITH numbered_event AS (
  SELECT
    h.*,
    row_number() OVER (
      PARTITION BY h.opportunity_id
      ORDER BY
        h.changed_day,
        CASE WHEN h.changed_at IS NULL AND h.status <> 'open' THEN 1 ELSE 0 END,
        coalesce(h.changed_at, CAST(h.changed_day AS TIMESTAMP)),
        h.id
    ) AS place,
    count(*) OVER (PARTITION BY h.opportunity_id) AS last_place
  FROM opportunity_stage_event h
),
history AS (
  SELECT
    opportunity_id,
    min(changed_day) AS first_day,
    max(CASE WHEN place = 1 THEN from_stage END) AS first_stage,
    -- A deal that was ended and opened again has no end in its history.
    max(CASE WHEN place = last_place AND status <> 'open' THEN 1 ELSE 0 END) AS has_end
  FROM numbered_event
  GROUP BY opportunity_id
),
-- Deals that their own row ends. Creation dates of a migration and steps written down later do not come after the end.
ended AS (
  SELECT o.id, o.closed_at, o.closed_day
  FROM opportunity o
  LEFT JOIN history h ON h.opportunity_id = o.id
  WHERE o.status <> 'open' AND o.closed_day IS NOT NULL AND coalesce(h.has_end, 0) = 0
),
-- What is empty in a step stays as it was. step_rank orders what happens at the same moment.
told AS (
  SELECT
    o.id AS opportunity_id,
    o.created_at AS step_at,
    -- Only of a deal that is still open we know that it was open before its first date.
    coalesce(o.created_day, o.qualified_day, DATE '1970-01-01') AS step_day,
    'open' AS status,
    -- The present stage says nothing about the beginning of a deal that has moved.
    CASE WHEN h.opportunity_id IS NOT NULL THEN h.first_stage WHEN o.status = 'open' THEN o.stage END AS stage,
    CAST(NULL AS BIGINT) AS amount,
    CAST(NULL AS DECIMAL(18, 6)) AS probability,
    0 AS step_rank,
    '' AS step_id
  FROM opportunity o
  LEFT JOIN history h ON h.opportunity_id = o.id
  WHERE o.created_day <= coalesce(h.first_day, o.created_day)
     OR (o.created_day IS NULL AND h.first_day IS NULL AND o.status = 'open')
  UNION ALL
  SELECT o.id, o.qualified_at, o.qualified_day, NULL, NULL, NULL, NULL, 1, ''
  FROM opportunity o
  WHERE o.qualified_day > o.created_day
  UNION ALL
  SELECT opportunity_id, changed_at, changed_day, status, to_stage, amount, probability_percent, 2, id
  FROM opportunity_stage_event
),
steps AS (
  SELECT
    t.opportunity_id,
    CASE
      WHEN t.step_day > e.closed_day OR (t.step_day = e.closed_day AND t.step_at > e.closed_at) THEN e.closed_at
      ELSE t.step_at
    END AS step_at,
    least(t.step_day, coalesce(e.closed_day, t.step_day)) AS step_day,
    t.status, t.stage, t.amount, t.probability, t.step_rank, t.step_id
  FROM told t
  LEFT JOIN ended e ON e.id = t.opportunity_id
  UNION ALL
  SELECT o.id, o.closed_at, o.closed_day, o.status, o.stage, o.amount, NULL, 3, ''
  FROM opportunity o
  JOIN ended e ON e.id = o.id
),
ordered AS (
  SELECT
    s.*,
    row_number() OVER chain AS place,
    lead(s.step_at) OVER chain AS next_at,
    lead(s.step_day) OVER chain AS next_day,
    -- Counting what is filled numbers the groups in which the last filled value holds.
    count(s.status) OVER chain AS status_group,
    count(s.stage) OVER chain AS stage_group,
    count(s.amount) OVER chain AS amount_group,
    count(s.probability) OVER chain AS probability_group
  FROM steps s
  WINDOW chain AS (
    PARTITION BY s.opportunity_id
    -- Within a day a deal first begins, and what ends it without a time of day comes after all that has one.
    ORDER BY
      s.step_day,
      CASE WHEN s.step_rank = 0 THEN 0 WHEN s.step_at IS NULL AND s.status <> 'open' THEN 2 ELSE 1 END,
      coalesce(s.step_at, CAST(s.step_day AS TIMESTAMP)),
      s.step_rank,
      s.step_id
  )
),
carried AS (
  SELECT
    ordered.*,
    max(status) OVER (PARTITION BY opportunity_id, status_group) AS status_then,
    max(stage) OVER (PARTITION BY opportunity_id, stage_group) AS stage_then,
    max(amount) OVER (PARTITION BY opportunity_id, amount_group) AS amount_then,
    max(probability) OVER (PARTITION BY opportunity_id, probability_group) AS probability_then
  FROM ordered
),
stage_chance AS (
  SELECT pipeline, name, max(probability_percent) AS probability_percent
  FROM stage
  GROUP BY pipeline, name
),
-- Where the deal's own pipeline says nothing, a stage means the same everywhere or nothing.
any_chance AS (
  SELECT name, CASE WHEN min(probability_percent) = max(probability_percent) THEN max(probability_percent) END AS probability_percent
  FROM stage
  GROUP BY name
),
-- A company that never records qualification means all its deals.
habit AS (SELECT count(qualified_day) AS qualified_deals FROM opportunity)
SELECT
  d.id AS opportunity_id,
  s.step_at AS from_at,
  s.step_day AS from_day,
  -- A deal that has ended nobody knows when is open at no time after the last that is known of it.
  CASE WHEN s.next_day IS NULL AND s.status_then = 'open' AND d.status <> 'open' AND d.closed_day IS NULL THEN s.step_at ELSE s.next_at END AS to_at,
  CASE WHEN s.next_day IS NULL AND s.status_then = 'open' AND d.status <> 'open' AND d.closed_day IS NULL THEN s.step_day ELSE s.next_day END AS to_day,
  s.place,
  s.status_then AS status,
  habit.qualified_deals = 0 OR coalesce(d.qualified_day <= s.step_day, false) AS is_qualified,
  coalesce(
    -- A deal that has ended is worth what it says itself.
    CASE WHEN s.next_day IS NULL AND s.status_then <> 'open' THEN d.amount END,
    s.amount_then,
    d.amount
  ) AS amount,
  CAST(
    coalesce(
      s.probability_then,
      -- What the deal says today holds for its present state.
      CASE WHEN s.next_day IS NULL AND d.status = 'open' THEN d.probability_percent END,
      t.probability_percent,
      y.probability_percent,
      CASE WHEN d.status = 'open' THEN d.probability_percent END
    ) AS DECIMAL(18, 6)
  ) AS probability_percent,
  d.currency,
  coalesce(o.customer_id, p.customer_id, o.customer_id_without_person) AS customer_id,
  d.pipeline,
  s.stage_then AS stage,
  CASE WHEN s.status_then = 'open' THEN s.stage_then END AS last_open_stage,
  coalesce(d.channel, l.channel) AS channel,
  coalesce(g.name, l.campaign) AS campaign,
  l.segment,
  l.country,
  d.product,
  coalesce(e.name, l.owner) AS owner,
  m.name AS manager,
  coalesce(e.team, l.team) AS team,
  d.source_id AS source
FROM carried s
JOIN opportunity d ON d.id = s.opportunity_id
CROSS JOIN habit
LEFT JOIN stage_chance t ON t.name = s.stage_then AND t.pipeline = d.pipeline
LEFT JOIN any_chance y ON y.name = s.stage_then
LEFT JOIN customer_link o ON o.record_id = d.organization_id
LEFT JOIN customer_link p ON p.record_id = d.person_id
LEFT JOIN fact.customer_labels l ON l.customer_id = coalesce(o.customer_id, p.customer_id, o.customer_id_without_person)
LEFT JOIN campaign g ON g.id = d.campaign_id
LEFT JOIN employee e ON e.id = d.owner_id
LEFT JOIN employee m ON m.id = e.manager_id
WHERE s.status_then IS NOT NULL AND NOT coalesce(l.is_test, false)
