/*
fact: goals
row: a goal that holds; one that was typed takes the place of the imported one for the same metric, period and part
refresh_by: goal
columns:
  goal_id:     { kind: text }
  metric:      { kind: text }
  first_day:   { kind: date }
  last_day:    { kind: date }
  level:       { kind: text, meaning: "company, team or person" }
  holder:      { kind: text, meaning: "the team or the person; empty for the company" }
  owner:       { kind: text, dimension: owner }
  team:        { kind: text, dimension: team, meaning: "of a person's goal the person's team" }
  target:      { kind: decimal, meaning: amounts in major units }
  currency:    { kind: text, dimension: currency, meaning: that of the workspace where the goal names none }
*/
WITH home AS (SELECT max(CASE WHEN name = 'currency' THEN value END) AS currency FROM setting),
named AS (
  SELECT
    g.id AS goal_id, g.source_id = ':typed' AS is_typed, g.metric,
    g.period_start_on AS first_day, g.period_end_on AS last_day,
    CASE WHEN g.employee_id IS NOT NULL THEN 'person' WHEN g.team IS NOT NULL THEN 'team' ELSE 'company' END AS level,
    CASE WHEN g.employee_id IS NOT NULL THEN coalesce(e.name, g.employee_id) ELSE g.team END AS holder,
    -- A typed goal of somebody unknown carries the name.
    coalesce(e.name, CASE WHEN g.source_id = ':typed' THEN g.employee_id END) AS owner,
    coalesce(g.team, e.team) AS team,
    g.target,
    coalesce(g.currency, home.currency) AS currency
  FROM goal g
  CROSS JOIN home
  LEFT JOIN employee e ON e.id = g.employee_id
),
typed AS (
  SELECT DISTINCT metric, first_day, last_day, level, coalesce(holder, '') AS holder FROM named WHERE is_typed
)
SELECT
  n.goal_id, n.metric, n.first_day, n.last_day, n.level, n.holder, n.owner, n.team, n.target, n.currency
FROM named n
LEFT JOIN typed t
  ON t.metric = n.metric AND t.first_day = n.first_day AND t.last_day = n.last_day
 AND t.level = n.level AND t.holder = coalesce(n.holder, '')
WHERE n.is_typed OR t.metric IS NULL
