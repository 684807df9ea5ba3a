-- What the application may do. Roles belong to the server: another database of the same server may have made it already.
do $$ begin create role barecount_app nologin; exception when duplicate_object then null; end $$;
grant usage on schema public to barecount_app;
grant select, insert, update, delete on all tables in schema public to barecount_app;
grant usage, select on all sequences in schema public to barecount_app;
alter default privileges in schema public grant select, insert, update, delete on tables to barecount_app;
alter default privileges in schema public grant usage, select on sequences to barecount_app;

-- Append-only, twice: the application's role lacks the right, and a trigger refuses everybody else, the owner included.
revoke update, delete, truncate on
  "Evidence", "EvidenceLeaf", "EvidenceCheckpoint", "ManifestVersion", "PolicyDecision", "Attestation", "Scan", "Finding"
from barecount_app;
revoke delete, truncate on "EvidenceTile" from barecount_app;

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only: % is refused', tg_table_name, lower(tg_op) using errcode = 'insufficient_privilege';
end $$;

do $$
declare
  name text;
begin
  foreach name in array array[
    'Evidence', 'EvidenceLeaf', 'EvidenceCheckpoint',
    'ManifestVersion', 'PolicyDecision', 'Attestation', 'Scan', 'Finding'
  ] loop
    execute format(
      'create trigger append_only before update or delete or truncate on %I execute function refuse_change()', name);
  end loop;
end $$;

-- A tile keeps its key and begins with the hashes it had: it can only grow, up to 256 hashes of 32 bytes.
create function refuse_tile_rewrite() returns trigger language plpgsql as $$
begin
  if (new."tenantId", new.level, new.index) is distinct from (old."tenantId", old.level, old.index)
    or length(new.hashes) < length(old.hashes)
    or substring(new.hashes from 1 for length(old.hashes)) <> old.hashes
  then
    raise exception 'EvidenceTile is append-only: a tile may only grow' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;

create trigger grows_only before update on "EvidenceTile" for each row execute function refuse_tile_rewrite();
create trigger append_only before delete or truncate on "EvidenceTile" execute function refuse_change();
alter table "EvidenceTile" add constraint "EvidenceTile_hashes_check"
  check (length(hashes) between 32 and 8192 and length(hashes) % 32 = 0);
