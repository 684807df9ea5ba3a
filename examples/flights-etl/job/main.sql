-- Delays by route, with the places' names and the distance between them as the crow flies.

-- @prepare
create table place as
  select iata, name, city, state, radians(latitude) as lat, radians(longitude) as lon from airports;

create table flight as
  select strptime(date, '%Y/%m/%d %H:%M') as departed, delay, distance, origin, destination from flights;

create macro miles(lat1, lon1, lat2, lon2) as
  3958.8 * 2 * asin(sqrt(sin((lat2 - lat1) / 2) ^ 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ^ 2));

-- Each partition takes the airports that fall to it, so that all flights of a route meet in one.
-- @partition routes.parquet
select
  f.origin,
  o.city as origin_city,
  f.destination,
  d.city as destination_city,
  count(*) as flights,
  round(avg(f.delay), 1) as mean_delay,
  quantile_disc(f.delay, 0.95) as p95_delay,
  count(*) filter (f.delay > coalesce(getvariable('late_after'), 15)) as late,
  sum(f.delay)::int as total_delay,
  min(f.distance) as distance,
  min(round(miles(o.lat, o.lon, d.lat, d.lon)))::int as straight
from flight f
join place o on o.iata = f.origin
join place d on d.iata = f.destination
where in_partition(f.origin)
group by all;

-- @finish airports.csv
select
  origin as airport,
  any_value(origin_city) as city,
  sum(flights)::int as flights,
  count(*)::int as routes,
  round(sum(total_delay) / sum(flights), 1) as mean_delay,
  round(100.0 * sum(late) / sum(flights), 1) as late_percent
from routes
group by origin
order by flights desc;
