/*
fact: quota_goals
row: a goal for the won value of the company, or of a team or person that the data know
refresh_by: workspace
columns:
  goal_id:     { kind: text }
  first_day:   { kind: date }
  last_day:    { kind: date }
  level:       { kind: text, meaning: "company, team or person" }
  holder:      { kind: text, meaning: "the team or the person; empty for the company" }
  owner:       { kind: text, dimension: owner }
  team:        { kind: text, dimension: team, meaning: "of a person's goal the person's team" }
  target:      { kind: decimal, meaning: amounts in major units }
  currency:    { kind: text, dimension: currency, meaning: that of the workspace where the goal names none }
*/
-- Nobody can win deals towards a goal of somebody who does not exist, as one whose name is misspelt: it waits for them.
WITH known AS (
  SELECT 'person' AS level, coalesce(name, id) AS holder FROM employee
  UNION
  SELECT 'person' AS level, owner_id AS holder FROM opportunity WHERE owner_id IS NOT NULL
  UNION
  SELECT 'team' AS level, team AS holder FROM employee WHERE team IS NOT NULL
)
SELECT g.goal_id, g.first_day, g.last_day, g.level, g.holder, g.owner, g.team, g.target, g.currency
FROM fact.goals g
LEFT JOIN known k ON k.level = g.level AND k.holder = g.holder
WHERE g.metric = 'won_value' AND (g.level = 'company' OR k.holder IS NOT NULL)
