/*
fact: currency_units
row: a currency whose minor unit is not a hundredth of the major unit; all others have 100
refresh_by: workspace
columns:
  currency:    { kind: text }
  minor_units: { kind: integer, meaning: minor units in one major unit }
*/
SELECT v.currency, CAST(v.minor_units AS BIGINT) AS minor_units
FROM (VALUES
  ('BIF', 1), ('CLP', 1), ('DJF', 1), ('GNF', 1), ('ISK', 1), ('JPY', 1), ('KMF', 1), ('KRW', 1), ('PYG', 1),
  ('RWF', 1), ('UGX', 1), ('UYI', 1), ('VND', 1), ('VUV', 1), ('XAF', 1), ('XOF', 1), ('XPF', 1),
  ('BHD', 1000), ('IQD', 1000), ('JOD', 1000), ('KWD', 1000), ('LYD', 1000), ('OMR', 1000), ('TND', 1000),
  ('CLF', 10000), ('UYW', 10000)
) AS v(currency, minor_units)
