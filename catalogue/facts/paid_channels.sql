/*
fact: paid_channels
row: a channel on a day that is at most 90 days from one on which ads were paid on it
refresh_by: day
columns:
  channel: { kind: text }
  day:     { kind: date }
*/
WITH spent AS (SELECT DISTINCT channel, day FROM fact.ad_days WHERE spend > 0 AND channel IS NOT NULL)
SELECT DISTINCT s.channel, k.day
FROM spent s
JOIN calendar_day k ON k.day >= CAST(add_days(s.day, -90) AS DATE) AND k.day <= CAST(add_days(s.day, 90) AS DATE)
