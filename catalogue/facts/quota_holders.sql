/*
fact: quota_holders
row: the company, a team or a person with a goal for the won value in a period
refresh_by: workspace
columns:
  first_day:   { kind: date }
  last_day:    { kind: date }
  level:       { kind: text, meaning: "company, team or person" }
  holder:      { kind: text, meaning: "the team or the person; empty for the company" }
*/
SELECT DISTINCT first_day, last_day, level, holder
FROM fact.quota_goals
