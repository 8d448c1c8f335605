/*
fact: user_names
row: a user name that a seat or an action gives to one of our employees
refresh_by: seat
columns:
  user_name:   { kind: text }
  employee_id: { kind: text }
*/
SELECT user_name, min(employee_id) AS employee_id
FROM (
  SELECT user_name, employee_id FROM seat
  UNION ALL
  SELECT user_name, employee_id FROM usage_event
) named
WHERE user_name IS NOT NULL AND employee_id IS NOT NULL
GROUP BY user_name
-- A name that several share says nothing.
HAVING count(DISTINCT employee_id) = 1
