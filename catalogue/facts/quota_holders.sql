/*
fact: quota_holders
row: the company, a team or a person with a goal for the won value in a period
refresh_by: workspace
columns:
  first_day:   { kind: date }
  last_day:    { kind: date }
  level:       { kind: text, meaning: "company, team or person" }
  holder:      { kind: text, meaning: "the team, or the id of the employee; empty for the company" }
*/
SELECT DISTINCT
  period_start_on AS first_day,
  period_end_on AS last_day,
  CASE WHEN employee_id IS NOT NULL THEN 'person' WHEN team IS NOT NULL THEN 'team' ELSE 'company' END AS level,
  coalesce(employee_id, team) AS holder
FROM goal
WHERE metric = 'won_value'
