/*
fact: visit_goals
row: a goal a visitor reached in a visit, or after it until the next one; each time counts
refresh_by: visitor
columns:
  goal_id:     { kind: text }
  goal:        { kind: text, meaning: "lead, signup, customer or purchase" }
  visit_id:    { kind: text, meaning: the visit it belongs to }
  visitor_id:  { kind: text }
  visited_at:  { kind: instant, meaning: beginning of the visit }
  reached_at:  { kind: instant }
  customer_id: { kind: text, dimension: customer }
  channel:     { kind: text, dimension: channel }
  campaign:    { kind: text, dimension: campaign }
  country:     { kind: text, dimension: country }
  variant:     { kind: text, dimension: variant }
  device:      { kind: text, dimension: device }
  source:      { kind: text, dimension: source }
*/
WITH happened AS (
  SELECT
    visitor_id, visit_id, CAST(NULL AS VARCHAR) AS goal, CAST(NULL AS VARCHAR) AS goal_id,
    coalesce(started_at, CAST(started_day AS TIMESTAMP)) AS moment, 0 AS turn,
    CAST(NULL AS TIMESTAMP) AS reached_at, CAST(NULL AS DATE) AS reached_day
  FROM fact.visits
  UNION ALL
  SELECT
    coalesce(visitor_id, person_id, id), NULL, goal, id, coalesce(occurred_at, CAST(occurred_day AS TIMESTAMP)), 1,
    occurred_at, occurred_day
  FROM touchpoint
  WHERE goal IS NOT NULL AND NOT coalesce(is_bot, false)
),
numbered AS (
  SELECT
    happened.*,
    count(visit_id) OVER (PARTITION BY visitor_id ORDER BY moment, turn, coalesce(visit_id, goal_id) ROWS UNBOUNDED PRECEDING) AS visit_number
  FROM happened
),
placed AS (
  SELECT numbered.*, max(visit_id) OVER (PARTITION BY visitor_id, visit_number) AS at_visit
  FROM numbered
)
SELECT
  p.goal_id, p.goal, v.visit_id, v.visitor_id, v.started_at AS visited_at, v.started_day AS visited_day, p.reached_at, p.reached_day,
  v.customer_id, v.channel, v.campaign, v.country, v.variant, v.device, v.source
FROM placed p
JOIN fact.visits v ON v.visit_id = p.at_visit
WHERE p.goal_id IS NOT NULL
