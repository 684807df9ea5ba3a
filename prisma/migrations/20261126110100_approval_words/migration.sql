-- Values of their own migration: one that adds a value can not use it.
alter type "ApprovalStatus" add value 'voided';
alter type "ApprovalStatus" add value 'executed';
alter type "DeploymentStatus" add value 'scheduled' after 'waiting_approval';
