-- Apart from what uses it: a new value counts only once it is committed.
ALTER TYPE "NotificationKind" ADD VALUE 'replay_ended';
