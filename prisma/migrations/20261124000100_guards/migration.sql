-- Roles belong to the server: another database of the same server may have made it already.
do $$ begin create role barecount_app nologin; exception when duplicate_object then null; end $$;
grant usage on schema public to barecount_app;
grant select, insert, update, delete on all tables in schema public to barecount_app;
grant usage, select on all sequences in schema public to barecount_app;
